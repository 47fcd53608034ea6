import type { Locator } from '@playwright/test';

/** Plot and table of the run that is shown. */
export class LivePanel {
  readonly region: Locator;

  constructor(region: Locator) {
    this.region = region;
  }

  /** The plot; its name says in words what it shows. */
  get plot(): Locator {
    return this.region.getByRole('img');
  }

  get table(): Locator {
    return this.region.getByRole('region', { name: 'Table of points' }).getByRole('table');
  }

  /** How many points the table has, those out of view included; 0 where there is no table yet. */
  async points(): Promise<number> {
    if ((await this.table.count()) === 0) return 0;
    return Number(await this.table.getAttribute('aria-rowcount')) - 1;
  }

  /** The newest row's cells. */
  async newestRow(): Promise<string[]> {
    return this.table.locator('tr[aria-rowindex="2"] td').allTextContents();
  }
}
