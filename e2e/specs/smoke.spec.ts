import { expect, test } from '../fixtures/test.ts';

test('the console comes up idle, with the plans and the devices that ship', async ({ hutch }) => {
  await hutch.expectState('Idle');
  for (const plan of ['count', 'scan', 'grid_scan', 'list_scan', 'move', 'sleep']) {
    await expect(hutch.plans.region.getByRole('button', { name: new RegExp(`^${plan}\\b`) })).toBeVisible();
  }
  await expect(hutch.devices.device('stage.x')).toBeVisible();
});

test('a scan fills the table and the plot while its motor moves', async ({ hutch }) => {
  await hutch.plans.choose('scan');
  await hutch.plans.fillAxis(1, { motor: 'stage.x', start: '-2', stop: '2' });
  await hutch.plans.fill('Points', '21');
  const from = await hutch.devices.position('stage.x');
  await hutch.plans.run();
  await hutch.expectState('Running');
  await expect.poll(() => hutch.live.points()).toBeGreaterThan(2);
  const early = await hutch.live.plot.first().getAttribute('aria-label');
  expect(await hutch.devices.position('stage.x')).not.toBe(from);
  await expect.poll(() => hutch.live.points()).toBe(21);
  expect(await hutch.live.plot.first().getAttribute('aria-label')).not.toBe(early);
  await hutch.expectState('Idle');
  expect(await hutch.devices.position('stage.x')).toBeCloseTo(2, 1);
});
