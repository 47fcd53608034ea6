import { expect, type Locator } from '@playwright/test';

/** The devices with what they say now. */
export class DevicesPanel {
  readonly region: Locator;

  constructor(region: Locator) {
    this.region = region;
  }

  /** The block of a movable device. */
  device(name: string): Locator {
    return this.region
      .getByRole('listitem')
      .filter({ has: this.region.page().getByRole('button', { name: `${name}, controls` }) })
      .last();
  }

  /** Its readback, as a number. */
  async position(name: string): Promise<number> {
    const text = await this.device(name).locator('.device-value').innerText();
    return Number.parseFloat(text.replace(/[\s\u2009\u202f]/g, '').replace('−', '-'));
  }

  stop(name: string): Locator {
    return this.device(name).getByRole('button', { name: `Stop ${name}` });
  }

  /** Waits until it says the same twice, a while apart. */
  async expectAtRest(name: string): Promise<void> {
    let before = Number.NaN;
    await expect
      .poll(
        async () => {
          const now = await this.position(name);
          const still = Math.abs(now - before) < 0.01;
          before = now;
          return still;
        },
        { intervals: [300] },
      )
      .toBe(true);
  }
}
