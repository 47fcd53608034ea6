import { join } from 'node:path';
import { ROOT } from '../fixtures/root.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Console } from '../pages/console.ts';

/** A scan across the spot, in whose middle the picture is taken. */
async function runScan(hutch: Console, points: number): Promise<void> {
  await hutch.plans.choose('scan');
  await hutch.plans.fillAxis(1, { motor: 'stage.x', start: '-2', stop: '2' });
  await hutch.plans.fill('Points', '51');
  await hutch.plans.run();
  await expect.poll(() => hutch.live.points(), { timeout: 60_000 }).toBeGreaterThan(points);
}

interface Picture {
  name: string;
  colorScheme: 'light' | 'dark';
  simFault?: string;
  reach(hutch: Console): Promise<void>;
}

const PICTURES: readonly Picture[] = [
  { name: 'idle-light', colorScheme: 'light', reach: (hutch) => hutch.expectState('Idle') },
  { name: 'running-light', colorScheme: 'light', reach: (hutch) => runScan(hutch, 30) },
  { name: 'running-dark', colorScheme: 'dark', reach: (hutch) => runScan(hutch, 30) },
  {
    name: 'paused-light',
    colorScheme: 'light',
    reach: async (hutch) => {
      await runScan(hutch, 20);
      await hutch.verb('Pause').click();
      await hutch.expectState('Paused');
      await hutch.devices.expectAtRest('stage.x');
    },
  },
  {
    name: 'failed-dark',
    colorScheme: 'dark',
    simFault: 'det:fail@24',
    reach: async (hutch) => {
      await runScan(hutch, 20);
      await expect(hutch.page.getByRole('alert').first()).toBeVisible();
    },
  },
];

for (const { name, colorScheme, simFault = '', reach } of PICTURES) {
  test.describe(name, () => {
    test.use({ colorScheme, simFault, simSpeed: 3 });

    test('is drawn', async ({ hutch, front }) => {
      await reach(hutch);
      await front.page.screenshot({ path: join(ROOT, 'docs', 'images', `${name}.png`) });
    });
  });
}
