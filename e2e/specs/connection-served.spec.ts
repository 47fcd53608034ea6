import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { StateFolder } from '../fixtures/state-folder.ts';
import { expect, test } from '../fixtures/test.ts';
import { Console } from '../pages/console.ts';
import { HistoryPanel } from '../pages/history-panel.ts';

test('a Hutch that is killed is missed at once, and what became of its run is said when it is back', async ({
  page,
  complaints,
}) => {
  complaints.expect(/WebSocket connection|ERR_CONNECTION_REFUSED/);
  using state = new StateFolder();
  const serve = (port: string) =>
    new HutchProcess(['out/main/cli.js', 'serve', '--port', port], {
      cwd: ROOT,
      env: { ...state.env, HUTCH_SIM_SPEED: '2' },
    });
  const first = serve('0');
  let second: HutchProcess | undefined;
  try {
    const [, url = ''] = await first.says(/at (http:\/\/127\.0\.0\.1:\d+\/)/);
    await page.goto(url);
    const hutch = new Console(page);
    await hutch.plans.choose('scan');
    await hutch.plans.fillAxis(1, { motor: 'stage.x', start: '0', stop: '1' });
    await hutch.plans.fill('Points', '200');
    await hutch.plans.run();
    await expect.poll(() => hutch.live.points()).toBeGreaterThan(3);
    const seen = await hutch.live.points();
    await hutch.plans.fill('Points', '33');

    first.child.kill('SIGKILL');
    await hutch.expectState('No connection');
    await expect(page.getByRole('alert')).toContainText('No connection to Hutch since');
    await expect(page.getByRole('region', { name: 'List of devices' })).toContainText('no connection');
    await expect(hutch.verb('Abort')).toHaveAttribute('title', /no connection/);
    await expect(page.getByRole('banner')).toContainText('unknown');
    await first.ends();

    second = serve(new URL(url).port);
    await second.says(/at http/);
    await hutch.expectState('Idle');
    await expect(page.getByText(/Hutch was started anew at/)).toBeVisible();
    await expect(page.getByText(/Hutch was killed/).first()).toBeVisible();
    await expect.poll(() => hutch.live.points()).toBeGreaterThanOrEqual(seen);
    // What had been typed is still there.
    await expect(hutch.plans.field('Points')).toHaveValue('33');

    await page
      .getByRole('button', { name: /^Continue from point/ })
      .first()
      .click();
    const question = page.getByRole('dialog', { name: /^Continue scan 1 from point/ });
    await expect(question).toContainText(/runs again for points \d+ to 200 as a new run/);
    await question.getByRole('button', { name: 'Cancel' }).click();

    // What was said of the queue is said no longer than it holds.
    await expect(page.getByText(/The queue stands still until it is started/)).toBeVisible();
    await hutch.queue.button('Start queue').click();
    await expect(page.getByText(/The queue stands still/)).toHaveCount(0);

    // Put away, it is put away for every console and for every start.
    await page.getByRole('button', { name: /^Dismiss: Hutch was killed/ }).click();
    await expect(page.getByText(/Hutch was killed/)).toHaveCount(0);
    await page.reload();
    const history = new HistoryPanel(page);
    await history.open();
    await expect(history.rows.first()).toContainText('interrupted');
    await expect(page.getByRole('button', { name: /^Dismiss: Hutch was killed/ })).toHaveCount(0);
  } finally {
    await first.dispose();
    await second?.dispose();
  }
});
