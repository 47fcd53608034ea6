import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/desktops-test.ts';
import { StateFolder } from '../fixtures/state-folder.ts';

test('two workspaces are two desktops of one person', async ({ state: here, desktops }) => {
  using there = new StateFolder();
  const first = await desktops.open({ state: here });
  const second = await desktops.open({ state: there });

  // Each has its own queue.
  await first.hutch.queue.button('Stop queue').click();
  await expect(first.hutch.queue.button('Start queue')).toBeVisible();
  await expect(second.hutch.queue.button('Stop queue')).toBeVisible();
  expect([first.driver.dialogs, second.driver.dialogs]).toEqual([[], []]);

  first.driver.closeWindow();
  expect(await first.process.ends()).toBe(0);
  await second.hutch.expectState('Idle');
});

test('a second desktop on the same workspace brings the window of the first to the front, and ends', async ({
  state,
  desktops,
}) => {
  const first = await desktops.open({ state });
  const messages: unknown[] = [];
  const second = await desktops.start({ state });
  second.process.child.on('message', (message) => messages.push(message));
  expect(await second.process.ends()).toBe(0);
  expect(messages).toEqual([]);
  await expect.poll(async () => (await first.driver.report()).focused).toBe(1);

  // With the first, its claim has gone.
  first.driver.closeWindow();
  expect(await first.process.ends()).toBe(0);
  await desktops.open({ state });
});

test('a workspace whose configuration cannot be read has no desktop, and its person is told why', async ({
  state,
  desktops,
}) => {
  const config = join(state.path, 'hutch.yaml');
  writeFileSync(config, 'qeue: {loop: true}\n');
  const { process, driver } = await desktops.start({ state, config });
  expect(await process.ends()).toBe(1);
  expect(driver.errorBoxes).toEqual([expect.stringMatching(/^Hutch cannot start: .*hutch\.yaml:1: .*qeue.*queue/)]);
});
