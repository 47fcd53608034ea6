import type { Front } from '../fixtures/front.ts';
import { expect, test } from '../fixtures/test.ts';

function desktop(front: Front): Extract<Front, { kind: 'desktop' }> {
  if (front.kind !== 'desktop') throw new Error('this front is no desktop');
  return front;
}

const KEEP = 0;
const STOP = 1;

test('the sandbox and the scheme are set before the app is ready, the permissions and preferences with the window', async ({
  front,
}) => {
  const report = await desktop(front).driver.report();
  expect(report.beforeReady).toEqual(['enableSandbox', 'registerSchemesAsPrivileged']);
  expect(report.permissionHandlers).toHaveLength(3);
  expect(report.webPreferences).toEqual([
    expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false }),
  ]);
});

test('the bridge is two frozen methods, and no frame inside the page has it', async ({ front }) => {
  const { page } = desktop(front);
  expect(await page.evaluate('[Object.keys(window.hutch), Object.isFrozen(window.hutch)]')).toEqual([
    ['send', 'onFrame'],
    true,
  ]);
  const inner = `new Promise((resolve) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    resolve([typeof frame.contentWindow.hutch, typeof frame.contentWindow.__hutchStandinInvoke]);
  })`;
  expect(await page.evaluate(inner)).toEqual(['undefined', 'undefined']);
});

test('a foreign sender is refused, whatever it asks', async ({ front }) => {
  const { driver } = desktop(front);
  const frame = { type: 'request', id: 1, method: 'worker.halt', input: {} };
  for (const sender of [
    { url: 'https://example.com/', isMainFrame: true },
    { url: 'app://hutch.evil/', isMainFrame: true },
    { url: 'app://hutch/', isMainFrame: false },
  ]) {
    expect(await driver.invokeAs(sender, 'hutch:frame', frame)).toMatchObject({
      type: 'error',
      error: { code: 'not_allowed' },
    });
  }
});

test('an idle window closes at once, and Hutch with it', async ({ front }) => {
  const { driver, process } = desktop(front);
  driver.closeWindow();
  expect(await process.ends()).toBe(0);
  expect(driver.dialogs).toEqual([]);
});

test.describe('with a plan running', () => {
  test.beforeEach(async ({ hutch }) => {
    await hutch.plans.choose('scan');
    await hutch.plans.fill('Points', '1000');
    await hutch.plans.run();
    await hutch.expectState('Running');
    await expect.poll(() => hutch.live.points()).toBeGreaterThan(1);
  });

  test('the window asks before it closes, and stays when told to', async ({ front, hutch }) => {
    const { driver } = desktop(front);
    driver.answerDialog = () => KEEP;
    driver.closeWindow();
    await expect.poll(() => driver.dialogs.length).toBe(1);
    expect(driver.dialogs[0]).toMatchObject({ message: 'A plan is running.', defaultId: KEEP, cancelId: KEEP });
    const points = await hutch.live.points();
    await expect.poll(() => hutch.live.points()).toBeGreaterThan(points);
    await hutch.expectState('Running');
  });

  test('the window stops the plan through its cleanup and closes', async ({ front }) => {
    const { driver, process } = desktop(front);
    driver.answerDialog = () => STOP;
    driver.closeWindow();
    expect(await process.ends()).toBe(0);
    expect(driver.dialogs).toHaveLength(1);
    expect(driver.errorBoxes).toEqual([]);
  });

  test('Ctrl-C aborts it without asking, and ends with 130', async ({ front }) => {
    const { driver, process } = desktop(front);
    process.interrupt();
    expect(await process.ends()).toBe(130);
    expect(driver.dialogs).toEqual([]);
  });

  test('a page that crashes does not stop it, and shows it again', async ({ front, hutch }) => {
    const { driver } = desktop(front);
    const points = await hutch.live.points();
    driver.crash();
    await hutch.expectState('Running');
    await expect.poll(() => hutch.live.points()).toBeGreaterThan(points);
  });

  test('the machine is kept awake until it ends', async ({ front, hutch }) => {
    const { driver } = desktop(front);
    expect((await driver.report()).powerSaveBlocks).toBe(1);
    await hutch.verb('Stop').click();
    await hutch.expectState('Idle');
    expect((await driver.report()).powerSaveBlocks).toBe(0);
  });
});
