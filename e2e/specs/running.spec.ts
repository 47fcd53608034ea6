import { expect, test } from '../fixtures/test.ts';
import type { Console } from '../pages/console.ts';

/** Fills the form of a scan of `stage.x` and starts it. */
async function scan(hutch: Console, { start = '-2', stop = '2', points = '21' } = {}): Promise<void> {
  await hutch.plans.choose('scan');
  await hutch.plans.fillAxis(1, { motor: 'stage.x', start, stop });
  await hutch.plans.fill('Points', points);
  await hutch.plans.run();
}

test('the console comes up idle, with the plans and the devices that ship', async ({ hutch }) => {
  await hutch.expectState('Idle');
  for (const plan of ['count', 'scan', 'grid_scan', 'list_scan', 'move', 'sleep']) {
    await expect(hutch.plans.region.getByRole('button', { name: new RegExp(`^${plan}\\b`) })).toBeVisible();
  }
  await expect(hutch.devices.device('stage.x')).toBeVisible();
});

test('the plan that was chosen stays in sight in the list, however much room its form and the look ahead take', async ({
  hutch,
}) => {
  await hutch.plans.choose('scan');
  await hutch.plans.region.getByRole('textbox', { name: 'Search plans' }).fill('');
  await expect(hutch.plans.region.getByText('can be paused at every point')).toBeVisible();
  await expect(hutch.plans.region.locator('button[aria-current="true"]')).toBeInViewport({ ratio: 0.95 });
});

test.describe('slow enough to be met in the midst of a run, however slow the machine', () => {
  test.use({ simSpeed: 2 });
  const WHOLE_SCAN = { timeout: 40_000 };

  test('a scan fills the table and the plot while its motor moves', async ({ hutch }) => {
    await scan(hutch);
    await hutch.expectState('Running');
    await expect.poll(() => hutch.live.points()).toBeGreaterThan(2);
    const early = await hutch.live.plot.first().getAttribute('aria-label');
    const from = await hutch.devices.position('stage.x');
    await expect.poll(() => hutch.devices.position('stage.x')).toBeGreaterThan(from);
    await expect.poll(() => hutch.live.points(), WHOLE_SCAN).toBe(21);
    expect(await hutch.live.plot.first().getAttribute('aria-label')).not.toBe(early);
    await hutch.expectState('Idle');
    await expect.poll(() => hutch.devices.position('stage.x')).toBeCloseTo(2, 1);
  });

  test('a paused scan takes no points until it is resumed, and loses none', async ({ hutch }) => {
    await scan(hutch, { points: '41' });
    await expect.poll(() => hutch.live.points()).toBeGreaterThan(1);
    await hutch.verb('Pause').click();
    await hutch.expectState('Paused');
    // The state is there before the last points are: replies do not wait behind streams.
    await hutch.devices.expectAtRest('stage.x');
    const paused = await hutch.live.points();
    expect(paused).toBeLessThan(41);
    await hutch.devices.expectAtRest('stage.x');
    expect(await hutch.live.points()).toBe(paused);
    await hutch.verb('Resume').click();
    await hutch.expectState('Running');
    await expect.poll(() => hutch.live.points(), WHOLE_SCAN).toBe(41);
    await hutch.expectState('Idle');
  });

  test('a request while another runs waits for its turn', async ({ hutch, page }) => {
    await scan(hutch, { points: '25' });
    await hutch.expectState('Running');
    await hutch.plans.choose('count');
    await expect(hutch.plans.region.getByRole('button', { name: 'Add to queue' })).toBeVisible();
    await hutch.plans.run();
    await expect(page.getByRole('region', { name: /Queue/ })).toContainText('count');
    await expect.poll(() => hutch.live.points(), WHOLE_SCAN).toBe(1);
    await hutch.expectState('Idle');
  });
});

test.describe('in real time', () => {
  test.use({ simSpeed: 1 });

  test('an abort in mid-move stops the motor where it is', async ({ hutch }) => {
    await scan(hutch, { start: '9', stop: '10', points: '3' });
    await hutch.expectState('Running');
    await expect(hutch.devices.stop('stage.x')).toBeVisible();
    await expect.poll(() => hutch.devices.position('stage.x')).toBeGreaterThan(0.2);
    await hutch.abort();
    await hutch.expectState('Idle');
    await hutch.devices.expectAtRest('stage.x');
    expect(await hutch.devices.position('stage.x')).toBeLessThan(9);
    await expect(hutch.devices.stop('stage.x')).toHaveCount(0);
  });
});

test('a wrong input shows at its field, and nothing that was typed is lost', async ({ hutch }) => {
  await hutch.plans.choose('scan');
  await hutch.plans.fill('Points', 'many');
  await hutch.plans.fillAxis(1, { motor: 'stage.x', start: '-2', stop: '99999' });
  await hutch.plans.run();
  const points = hutch.plans.field('Points');
  await expect(points).toHaveAttribute('aria-invalid', 'true');
  await expect(points).toHaveAccessibleDescription(/number/);
  await expect(points).toHaveValue('many');
  await hutch.plans.choose('count');
  await hutch.plans.choose('scan');
  await expect(points).toHaveValue('many');
  await expect(hutch.plans.region.getByRole('textbox', { name: 'Stop of axis 1' })).toHaveValue('99999');
  await hutch.expectState('Idle');
  expect(await hutch.live.points()).toBe(0);
});
