import type { Page } from '@playwright/test';
import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { StateFolder } from '../fixtures/state-folder.ts';
import { expect, test } from '../fixtures/test.ts';
import { Console } from '../pages/console.ts';

/** What needs somebody who does it; the rest of the page is its own. */
const ASKS =
  /^(Pause|Resume|Stop|Abort|Confirm|Run$|Run again|Add to queue|Change in queue|Where in the queue|Inspect|Step |Set |Move |Retry|Hold|Release|Duplicate|Edit|Remove$|Start queue|Put |Save |Delete|Go there|Continue|All well|Reload)/;

/** The buttons in sight that ask for something and say nothing of why they cannot. */
async function liveButtons(page: Page): Promise<string[]> {
  const names = await page
    .locator('button:visible')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.getAttribute('aria-disabled') !== 'true' || !button.title.includes('no connection'))
        .map((button) => button.getAttribute('aria-label') ?? button.innerText.trim()),
    );
  return names.filter((name) => ASKS.test(name));
}

test('with Hutch gone nothing looks as if it went on, and nothing can be pressed that asks for something', async ({
  page,
  complaints,
}) => {
  complaints.expect(/WebSocket connection|ERR_CONNECTION_REFUSED/);
  using state = new StateFolder();
  const served = new HutchProcess(['out/main/cli.js', 'serve', '--port', '0'], {
    cwd: ROOT,
    env: { ...state.env, HUTCH_SIM_SPEED: '1' },
  });
  try {
    const [, url = ''] = await served.says(/at (http:\/\/127\.0\.0\.1:\d+\/)/);
    await page.goto(url);
    const hutch = new Console(page);
    const bottom = hutch.queue.region;
    await hutch.plans.choose('scan');
    await hutch.plans.fill('Points', '5000');
    await hutch.plans.fill('What for', 'goes on');
    await hutch.plans.run();
    await expect.poll(() => hutch.live.points()).toBeGreaterThan(1);
    await hutch.plans.fill('What for', 'waits');
    await hutch.plans.run();
    await expect(hutch.queue.row('waits')).toBeVisible();
    await hutch.devices.region.getByRole('button', { name: 'stage.y, controls' }).click();
    await bottom.getByRole('tab', { name: 'History' }).click();
    await expect(bottom.getByRole('row', { name: /goes on/ })).toContainText('running');

    served.child.kill('SIGKILL');
    await hutch.expectState('No connection');
    await expect(page.getByRole('banner')).toContainText('last known: scan running');
    await expect(bottom.getByRole('row', { name: /goes on/ })).toContainText('was running');
    expect(await liveButtons(page)).toEqual([]);
    await bottom.getByRole('tab', { name: 'Log' }).click();
    await expect(bottom).toContainText('last known');
    await bottom.getByRole('tab', { name: 'Queue' }).click();
    await expect(bottom).toContainText('last known');
    await expect(hutch.queue.row('goes on')).toContainText('was running');
    await hutch.queue.row('waits').click();
    expect(await liveButtons(page)).toEqual([]);
    await expect(hutch.live.region).toContainText('last known');
    await expect(hutch.live.table.locator('tr.now')).toHaveCount(0);
    await expect(page.getByRole('contentinfo')).toContainText('last known');

    // What opens at a press of the mouse must not either.
    await page.getByRole('button', { name: 'Where in the queue' }).click({ force: true });
    await expect(page.getByRole('menu')).toHaveCount(0);
    await hutch.queue.button('More').click();
    const items = page.getByRole('menu').locator('[role^=menuitem]');
    await expect(items.first()).toBeVisible();
    const enabled = await items.evaluateAll((all) =>
      all.filter((item) => item.getAttribute('aria-disabled') !== 'true').map((item) => item.textContent),
    );
    expect(enabled).toEqual([]);
  } finally {
    await served.dispose();
  }
});
