import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../fixtures/test.ts';
import type { Console } from '../pages/console.ts';

/** WCAG 2.1 AA; the tags are not cumulative. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

type State = (hutch: Console) => Promise<void>;

async function run(hutch: Console): Promise<void> {
  await hutch.plans.choose('scan');
  await hutch.plans.fill('Points', '500');
  await hutch.plans.run();
  await expect.poll(() => hutch.live.points()).toBeGreaterThan(2);
}

const STATES: Record<string, State> = {
  idle: (hutch) => hutch.expectState('Idle'),
  running: run,
  paused: async (hutch) => {
    await run(hutch);
    await hutch.verb('Pause').click();
    await hutch.expectState('Paused');
  },
  failed: async (hutch) => {
    await hutch.plans.choose('count');
    await hutch.plans.fill('Readings', '5');
    await hutch.plans.run();
    await expect(hutch.page.getByRole('region', { name: 'Live', exact: true })).toContainText('det');
    await expect(hutch.page.getByRole('alert').first()).toBeVisible();
  },
  'the switches of the simulator': async (hutch) => {
    await hutch.page.getByRole('button', { name: 'simulated' }).click();
    await hutch.page.getByLabel('Fault of stage.x').selectOption('stall');
    await expect(hutch.page.getByRole('row', { name: /^stage\.x/ })).toContainText('now');
  },
  'a queue with what is chosen and held, and one item in the form': async (hutch) => {
    await hutch.queue.button('Stop queue').click();
    await hutch.plans.choose('count');
    for (const purpose of ['one', 'two']) {
      await hutch.plans.fill('What for', purpose);
      await hutch.plans.run();
      await expect(hutch.queue.row(purpose)).toBeVisible();
    }
    await hutch.queue.row('two').dblclick();
    await hutch.queue.button('Hold…').click();
    await hutch.page.getByRole('dialog').getByLabel('Why').fill('wait for the foil');
    await hutch.page.keyboard.press('Enter');
    await expect(hutch.queue.row('two')).toContainText('held: wait for the foil');
    await hutch.queue.choose(/^Clear/);
    await expect(hutch.page.getByRole('dialog')).toContainText('2 items');
  },
  'refused at a field': async (hutch) => {
    await hutch.plans.choose('count');
    await hutch.plans.fill('Readings', 'many');
    await hutch.plans.run();
    await expect(hutch.plans.field('Readings')).toHaveAttribute('aria-invalid', 'true');
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, reach] of Object.entries(STATES)) {
    test.describe(`${name}, in ${colorScheme}`, () => {
      test.use({ colorScheme, simFault: name === 'failed' ? 'det:fail@3' : '' });

      test('axe finds nothing', async ({ hutch, front }) => {
        await reach(hutch);
        const { violations } = await new AxeBuilder({ page: front.page }).withTags(TAGS).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
      });
    });
  }
}
