import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { StateFolder } from '../fixtures/state-folder.ts';
import { expect, test } from '../fixtures/test.ts';
import { Console } from '../pages/console.ts';

async function add(hutch: Console, ...purposes: string[]): Promise<void> {
  await hutch.plans.choose('count');
  for (const purpose of purposes) {
    await hutch.plans.fill('What for', purpose);
    await hutch.plans.run();
    await expect(hutch.queue.row(purpose)).toBeVisible();
  }
}

test('two pages share one queue: who was slower is told what changed, and loses nothing', async ({
  front,
  hutch,
  context,
}) => {
  await hutch.queue.button('Stop queue').click();
  await add(hutch, 'one', 'two');
  const page = await context.newPage();
  await page.goto(front.page.url());
  const other = new Console(page);
  await other.queue.expectPurposes(['one', 'two']);

  await hutch.queue.choose(/^Clear/);
  await add(other, 'three');
  await hutch.queue.expectPurposes(['one', 'two', 'three']);
  const question = hutch.page.getByRole('dialog');
  await question.getByRole('button', { name: 'Remove 2 items' }).click();
  await expect(question.getByRole('alert')).toContainText(/changed since you looked: .*count/);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await hutch.queue.expectPurposes(['one', 'two', 'three']);
});

test('a queue outlives a Hutch that is killed, and waits for a person', async ({ page, complaints }) => {
  complaints.expect(/WebSocket connection|ERR_CONNECTION_REFUSED/);
  const state = new StateFolder();
  const serve = (port: string) =>
    new HutchProcess(['out/main/cli.js', 'serve', '--port', port], { cwd: ROOT, env: { ...state.env } });
  const first = serve('0');
  const [, url = ''] = await first.says(/at (http:\/\/127\.0\.0\.1:\d+\/)/);
  await page.goto(url);
  const hutch = new Console(page);
  try {
    await hutch.queue.button('Stop queue').click();
    await add(hutch, 'one', 'two');
    await hutch.queue.row('two').click();
    await page.keyboard.press('Alt+ArrowUp');
    await hutch.queue.expectPurposes(['two', 'one']);
  } finally {
    await first.dispose();
  }
  const second = serve(new URL(url).port);
  try {
    await hutch.expectState('Idle');
    await hutch.queue.expectPurposes(['two', 'one']);
    await expect(hutch.queue.region).toContainText('Hutch was started anew');
    await hutch.queue.button('Start queue').click();
    await expect.poll(() => hutch.live.points()).toBe(1);
  } finally {
    await second.dispose();
    state.dispose();
  }
});
