import { expect, type Locator, type Page } from '@playwright/test';

/** One axis of a scan, as it is typed. */
export interface Axis {
  motor: string;
  start: string;
  stop: string;
}

/** The list of plans with its search, the form of the chosen plan, and the button that runs it. */
export class PlansPanel {
  readonly region: Locator;
  readonly #page: Page;

  constructor(region: Locator, page: Page) {
    this.region = region;
    this.#page = page;
  }

  /** Chooses a plan by its name, through the search. */
  async choose(name: string): Promise<void> {
    await this.region.getByRole('textbox', { name: 'Search plans' }).fill(name);
    await this.region
      .getByRole('button', { name: new RegExp(`^${name}\\b`) })
      .first()
      .click();
    // With the next frame the form gets the focus; what is typed before that would go astray.
    await this.#page.evaluate('new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))');
  }

  field(label: string): Locator {
    return this.region.getByRole('textbox', { name: new RegExp(`^${label}`, 'i') });
  }

  async fill(label: string, text: string): Promise<void> {
    await this.field(label).fill(text);
  }

  /** Fills row `index` (from 1) of the axes, which must be there. */
  async fillAxis(index: number, { motor, start, stop }: Axis): Promise<void> {
    const of = (column: string) => new RegExp(`^${column} of axis ${index}$`, 'i');
    await this.pick(this.region.getByRole('combobox', { name: of('motor') }), motor);
    await this.region.getByRole('textbox', { name: of('start') }).fill(start);
    await this.region.getByRole('textbox', { name: of('stop') }).fill(stop);
  }

  /** Chooses a device in a box that filters. */
  async pick(box: Locator, device: string): Promise<void> {
    if ((await box.inputValue()) === device) return;
    await box.fill(device);
    await this.#page
      .getByRole('option', { name: new RegExp(`^${device.replace('.', '\\.')}\\b`) })
      .first()
      .click();
    await expect(box).toHaveValue(device);
  }

  async run(): Promise<void> {
    await this.region.getByRole('button', { name: /^(Run|Add to queue)$/ }).click();
  }
}
