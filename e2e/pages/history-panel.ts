import { expect, type Locator, type Page } from '@playwright/test';

/** What has run: the list at the foot of the window, with what one looks for in it. */
export class HistoryPanel {
  readonly #page: Page;
  readonly region: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: 'Queue, history and log' });
  }

  async open(): Promise<void> {
    await this.region.getByRole('tab', { name: 'History' }).click();
    await expect(this.search).toBeVisible();
  }

  get search(): Locator {
    return this.region.getByRole('searchbox', { name: 'Search the history' });
  }

  /** The entries in view, without the head. */
  get rows(): Locator {
    return this.region.getByRole('table').locator('tbody tr:not(.spacer-row)');
  }

  /** The entry that a purpose names. */
  row(purpose: string): Locator {
    return this.rows.filter({ hasText: purpose });
  }

  /** Chooses from the menu of an entry. */
  async choose(purpose: string, item: string): Promise<void> {
    await this.row(purpose)
      .getByRole('button', { name: /^More about/ })
      .click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }
}
