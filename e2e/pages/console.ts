import { expect, type Locator, type Page } from '@playwright/test';
import { DevicesPanel } from './devices-panel.ts';
import { LivePanel } from './live-panel.ts';
import { PlansPanel } from './plans-panel.ts';
import { QueuePanel } from './queue-panel.ts';

/** The console, by what an operator sees: regions, roles and names. */
export class Console {
  readonly page: Page;
  readonly plans: PlansPanel;
  readonly live: LivePanel;
  readonly devices: DevicesPanel;
  readonly queue: QueuePanel;
  readonly #verbs: Locator;

  constructor(page: Page) {
    this.page = page;
    this.plans = new PlansPanel(page.getByRole('region', { name: 'Plans' }), page);
    this.live = new LivePanel(page.getByRole('region', { name: 'Live', exact: true }));
    this.devices = new DevicesPanel(page.getByRole('region', { name: 'Devices' }));
    this.queue = new QueuePanel(page.getByRole('region', { name: 'Queue, history and log' }));
    this.#verbs = page.getByRole('group', { name: 'Run control' });
  }

  /** Waits until the engine's state reads so: `Idle`, `Running`, `Paused`. */
  async expectState(word: string): Promise<void> {
    await expect(this.page.getByRole('banner').getByRole('status').first()).toHaveText(new RegExp(`^${word}$`, 'i'));
  }

  verb(name: 'Pause' | 'Resume' | 'Stop' | 'Abort' | 'Confirm'): Locator {
    return this.#verbs.getByRole('button', { name, exact: true });
  }

  /** Presses Abort and confirms it. */
  async abort(): Promise<void> {
    await this.verb('Abort').click();
    await this.verb('Confirm').click();
  }
}
