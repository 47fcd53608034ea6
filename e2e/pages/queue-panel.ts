import { expect, type Locator } from '@playwright/test';

/** The queue: its rows by what they are for, its tools and its menu. */
export class QueuePanel {
  readonly region: Locator;

  constructor(region: Locator) {
    this.region = region;
  }

  get grid(): Locator {
    return this.region.getByRole('grid', { name: 'Queue' });
  }

  /** The row of what is for `purpose`. */
  row(purpose: string): Locator {
    return this.grid.getByRole('row').filter({ has: this.region.page().getByText(purpose, { exact: true }) });
  }

  /** What the rows are for, from top to bottom. */
  purposes(): Promise<string[]> {
    return this.grid.locator('tbody tr[data-task] td:nth-child(3)').allTextContents();
  }

  async expectPurposes(purposes: readonly string[]): Promise<void> {
    await expect.poll(() => this.purposes()).toEqual(purposes);
  }

  /** One of the buttons: `Move up`, `Duplicate`, `Start queue`. */
  button(name: string | RegExp): Locator {
    return this.region.getByRole('button', { name });
  }

  /** Chooses a line of the menu behind `More`. */
  async choose(name: string | RegExp): Promise<void> {
    await this.button('More').click();
    const menu = this.region.page().getByRole('menu');
    const line = menu.getByRole('menuitem', { name }).or(menu.getByRole('menuitemcheckbox', { name }));
    await line.or(menu.getByRole('menuitemradio', { name })).click();
  }
}
