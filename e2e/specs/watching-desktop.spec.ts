import { hostname, userInfo } from 'node:os';
import { mergeTests } from '@playwright/test';
import type { Desktop } from '../fixtures/desktops.ts';
import { test as desktopsTest, expect } from '../fixtures/desktops-test.ts';
import type { HutchProcess } from '../fixtures/hutch-process.ts';
import { untilShown } from '../fixtures/open-front.ts';
import { type Terminals, test as terminalsTest } from '../fixtures/terminals.ts';

const WATCH = 0;
const QUIT = 1;
const SCAN = JSON.stringify({ axes: [{ motor: 'stage.x', start: 0, stop: 1 }], num: 5000 });

/** `terminals` serve the workspace and run that Hutch; `desktops` find it held. */
const test = mergeTests(desktopsTest, terminalsTest);

/** Serves the workspace, with a scan that stands still until somebody resumes it. */
async function servePaused(terminals: Terminals): Promise<HutchProcess> {
  const holder = await terminals.serve();
  expect(terminals.hutch('queue', 'add', 'scan', SCAN).status).toBe(0);
  await expect.poll(() => status(terminals).point).toBeGreaterThan(1);
  expect(terminals.hutch('pause').status).toBe(0);
  await expect.poll(() => status(terminals).worker.state).toBe('PAUSED');
  return holder;
}

/** What the Hutch that has the workspace says of itself. */
function status(terminals: Terminals) {
  const [said] = terminals.hutch('status', '--json').values();
  return said as unknown as { point: number; worker: { state: string }; queue: { running: boolean } };
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

test('a desktop on a workspace that another Hutch has says who, and watches it', async ({ terminals, desktops }) => {
  const holder = await servePaused(terminals);
  const watching = await desktops.open({ state: terminals.state, answer: () => WATCH });
  const { user, host, pid } = { user: userInfo().username, host: hostname(), pid: holder.child.pid };
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
  const { point } = status(terminals);
  await expect.poll(() => hutch.live.points()).toBe(point);

  // It follows.
  expect(terminals.hutch('resume').status).toBe(0);
  await expect.poll(() => hutch.live.points()).toBeGreaterThan(point);
  expect(terminals.hutch('stop').status).toBe(0);
  await hutch.expectState('Idle');

  // To leave it asks nobody, and leaves the other alone.
  watching.driver.closeWindow();
  expect(await watching.process.ends()).toBe(0);
  expect(watching.driver.dialogs).toHaveLength(1);
  expect(status(terminals).worker.state).toBe('IDLE');
});

test('who watches changes nothing, and is told why', async ({ terminals, desktops }) => {
  await servePaused(terminals);
  const watching = await desktops.open({ state: terminals.state, answer: () => WATCH });
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
  expect(status(terminals)).toMatchObject({ worker: { state: 'PAUSED' }, queue: { running: true } });
});

test('who would rather quit sees no window, and disturbs nobody', async ({ terminals, desktops }) => {
  await servePaused(terminals);
  const { process, driver } = await desktops.start({ state: terminals.state, answer: () => QUIT });
  const messages: string[] = [];
  process.child.on('message', ({ type }: { type: string }) => messages.push(type));
  expect(await process.ends()).toBe(0);
  expect([driver.dialogs.length, messages]).toEqual([1, ['dialog']]);
  expect(status(terminals).worker.state).toBe('PAUSED');
});

for (const [how, signal] of [
  ['ends', 'SIGINT'],
  ['is killed', 'SIGKILL'],
] as const) {
  test(`when the Hutch that is watched ${how}, the console says so, and the desktop ends`, async ({
    terminals,
    desktops,
  }) => {
    const holder = await servePaused(terminals);
    const hasSeen = later();
    const watching = await desktops.open({
      state: terminals.state,
      answer: ({ buttons }) => (buttons.includes('Watch') ? WATCH : hasSeen.promise),
    });
    await watching.hutch.expectState('Paused');
    holder.child.kill(signal);
    await holder.ends();
    await expect.poll(() => watching.driver.dialogs.length).toBe(2);
    expect(watching.driver.dialogs[1]).toMatchObject({
      message: 'The Hutch that you watched has ended.',
      detail: 'Its workspace is free: start Hutch again to have it yourself.',
      buttons: ['Quit'],
    });
    // The box may lie behind the window: nothing there looks as if it were of now.
    const alert = watching.page.getByRole('alert').filter({ hasText: 'No connection to Hutch since' });
    await expect(alert).toContainText('What you see is from before');
    await watching.hutch.expectState('No connection');
    hasSeen.answer(0);
    expect(await watching.process.ends()).toBe(0);
  });
}

test('a workspace that has become free while the question stood is taken', async ({ terminals, desktops }) => {
  const holder = await terminals.serve();
  const isFree = later();
  const desktop = await desktops.start({ state: terminals.state, answer: () => isFree.promise });
  await expect.poll(() => desktop.driver.dialogs.length).toBe(1);
  holder.interrupt();
  await holder.ends();
  isFree.answer(WATCH);
  await untilShown(desktop.driver, desktop.process);
  await desktop.hutch.expectState('Idle');
  await expect(desktop.page.getByText('You are watching')).toHaveCount(0);
  await desktop.hutch.plans.choose('count');
  await desktop.hutch.plans.run();
  await expect.poll(() => desktop.hutch.live.points()).toBe(1);
  expect(desktop.driver.dialogs).toHaveLength(1);
});
