import { hostname, userInfo } from 'node:os';
import { test as base, expect } from '@playwright/test';
import { type Desktop, Desktops } from '../fixtures/desktops.ts';
import { HutchProcess } from '../fixtures/hutch-process.ts';
import { ROOT } from '../fixtures/root.ts';
import { StateFolder } from '../fixtures/state-folder.ts';
import { Console } from '../pages/console.ts';

const WATCH = 0;
const QUIT = 1;

/** The Hutch that has the workspace, which a server is. */
interface Holder {
  readonly process: HutchProcess;
  /** Its own console, from which it is run. */
  readonly hutch: Console;
}

const test = base.extend<{ state: StateFolder; desktops: Desktops; holder: Holder }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  state: async ({}, use) => {
    using state = new StateFolder();
    await use(state);
  },
  holder: async ({ state, browser }, use) => {
    const process = new HutchProcess(['out/main/cli.js', 'serve', '--port', '0'], { cwd: ROOT, env: { ...state.env } });
    const [, url = ''] = await process.says(/at (http:\/\/127\.0\.0\.1:\d+\/)/);
    const page = await browser.newPage();
    await page.goto(url);
    await use({ process, hutch: new Console(page) });
    await process.dispose();
  },
  desktops: async ({ browser }, use, { outputDir }) => {
    await using desktops = new Desktops(browser, outputDir);
    await use(desktops);
  },
});

// Two Hutches and two pages each; and silence is noticed only after ten seconds.
test.describe.configure({ timeout: 180_000 });

/** A scan that stands still until somebody resumes it. */
async function pauseScan({ hutch }: Holder): Promise<void> {
  await hutch.plans.choose('scan');
  await hutch.plans.fill('Points', '5000');
  await hutch.plans.run();
  await expect.poll(() => hutch.live.points()).toBeGreaterThan(1);
  await hutch.verb('Pause').click();
  await hutch.expectState('Paused');
}

/** The answer to a question that stands until the spec has seen enough. */
function later(): { readonly promise: Promise<number>; readonly answer: (button: number) => void } {
  let answer: (button: number) => void = () => undefined;
  const promise = new Promise<number>((resolve) => {
    answer = resolve;
  });
  return { promise, answer };
}

/** What its console is answered to a request, as its page would send it. */
function ask({ driver }: Desktop, method: string, input: object = {}): Promise<unknown> {
  const frame = { type: 'request', id: 1_000_000, method, input };
  return driver.invokeAs({ url: 'app://hutch/', isMainFrame: true }, 'hutch:frame', frame);
}

test('a desktop on a workspace that another Hutch has says who, and watches it', async ({
  state,
  holder,
  desktops,
}) => {
  await pauseScan(holder);
  const watching = await desktops.open({ state, answer: () => WATCH });
  const { user, host, pid } = { user: userInfo().username, host: hostname(), pid: holder.process.child.pid };
  expect(watching.driver.dialogs).toEqual([
    {
      message: 'Another Hutch has this workspace.',
      detail: expect.stringMatching(
        new RegExp(
          `^This workspace is held by Hutch \\S+, pid ${pid} on ${host} \\(${user}\\), since .*\\d\\d:\\d\\d; its console is at http`,
        ),
      ),
      buttons: ['Watch', 'Quit'],
      defaultId: WATCH,
      cancelId: QUIT,
    },
  ]);

  const { hutch, page } = watching;
  await hutch.expectState('Paused');
  await expect(page.getByText(`You are watching the Hutch of ${user} on ${host} (pid ${pid}).`)).toBeVisible();
  const points = await holder.hutch.live.points();
  await expect.poll(() => hutch.live.points()).toBe(points);

  // It follows.
  await holder.hutch.verb('Resume').click();
  await expect.poll(() => hutch.live.points()).toBeGreaterThan(points);
  await holder.hutch.verb('Stop').click();
  await hutch.expectState('Idle');

  // To leave it asks nobody, and leaves the other alone.
  watching.driver.closeWindow();
  expect(await watching.process.ends()).toBe(0);
  expect(watching.driver.dialogs).toHaveLength(1);
  await holder.hutch.plans.choose('count');
  await holder.hutch.plans.run();
  await expect.poll(() => holder.hutch.live.points()).toBe(1);
});

test('who watches changes nothing, and is told why', async ({ state, holder, desktops }) => {
  await pauseScan(holder);
  const watching = await desktops.open({ state, answer: () => WATCH });
  await watching.hutch.expectState('Paused');
  await expect(watching.hutch.verb('Resume')).toHaveAttribute('title', /only watching/);
  await expect(watching.hutch.plans.region.getByRole('button', { name: /^(Run|Add to queue)$/ })).toBeDisabled();
  for (const [method, input] of [
    ['worker.resume', {}],
    ['worker.halt', {}],
    ['queue.stop', {}],
    ['tasks.submit', { name: 'count' }],
    ['devices.set', { name: 'stage.x', value: 1 }],
  ] as const) {
    const message = `${method} is not possible here: this console watches a Hutch that another process is. Ask there, or on its command line.`;
    expect(await ask(watching, method, input)).toMatchObject({
      type: 'error',
      error: { code: 'not_allowed', message },
    });
  }
  await holder.hutch.expectState('Paused');
  await expect(holder.hutch.queue.region).toContainText('runs on its own');
});

test('who would rather quit sees no window, and disturbs nobody', async ({ state, holder, desktops }) => {
  await pauseScan(holder);
  const { process, driver } = await desktops.start({ state, answer: () => QUIT });
  const messages: string[] = [];
  process.child.on('message', ({ type }: { type: string }) => messages.push(type));
  expect(await process.ends()).toBe(0);
  expect([driver.dialogs.length, messages]).toEqual([1, ['dialog']]);
  await holder.hutch.expectState('Paused');
});

for (const [how, signal] of [
  ['ends', 'SIGINT'],
  ['is killed', 'SIGKILL'],
] as const) {
  test(`when the Hutch that is watched ${how}, the console says so, and the desktop ends`, async ({
    state,
    holder,
    desktops,
  }) => {
    await pauseScan(holder);
    const hasSeen = later();
    const watching = await desktops.open({
      state,
      answer: ({ buttons }) => (buttons.includes('Watch') ? WATCH : hasSeen.promise),
    });
    await watching.hutch.expectState('Paused');
    holder.process.child.kill(signal);
    await holder.process.ends();
    await expect.poll(() => watching.driver.dialogs.length).toBe(2);
    expect(watching.driver.dialogs[1]).toMatchObject({
      message: 'The Hutch that you watched has ended.',
      detail: 'Its workspace is free: start Hutch again to have it yourself.',
      buttons: ['Quit'],
    });
    // The box may lie behind the window: nothing there looks as if it were of now.
    const alert = watching.page.getByRole('alert').filter({ hasText: 'No connection to Hutch since' });
    await expect(alert).toContainText('What you see is from before', { timeout: 40_000 });
    await watching.hutch.expectState('No connection');
    hasSeen.answer(0);
    expect(await watching.process.ends()).toBe(0);
  });
}

test('a workspace that has become free while the question stood is taken', async ({ state, holder, desktops }) => {
  const isFree = later();
  const desktop = await desktops.start({ state, answer: () => isFree.promise });
  await expect.poll(() => desktop.driver.dialogs.length).toBe(1);
  holder.process.interrupt();
  await holder.process.ends();
  isFree.answer(WATCH);
  await desktop.hutch.expectState('Idle');
  await expect(desktop.page.getByText('You are watching')).toHaveCount(0);
  await desktop.hutch.plans.choose('count');
  await desktop.hutch.plans.run();
  // Who ended the other one has stopped its queue with it.
  await desktop.hutch.queue.button('Start queue').click();
  await expect.poll(() => desktop.hutch.live.points()).toBe(1);
  expect(desktop.driver.dialogs).toHaveLength(1);
});
