import { axeViolations, FOCUS_GUARDS } from '../fixtures/axe-violations.ts';
import { expect, test } from '../fixtures/test.ts';
import type { Console } from '../pages/console.ts';

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

/** Adds one reading to a queue that does not run. */
async function queueOne(hutch: Console): Promise<void> {
  await hutch.queue.button('Stop queue').click();
  await hutch.plans.choose('count');
  await hutch.plans.fill('What for', 'one');
  await hutch.plans.run();
  await expect(hutch.queue.row('one')).toBeVisible();
}

const menu = ({ page }: Console) => page.getByRole('menu');
const button = ({ page }: Console, name: string | RegExp) => page.getByRole('button', { name }).first();

/** How each menu is opened, with one reading in the queue. */
const MENUS: Record<string, State> = {
  'of the queue, with what exports it': async (hutch) => {
    await hutch.queue.button('More').click();
    await hutch.page.getByRole('menuitem', { name: 'Export the queue' }).click();
    await expect(menu(hutch)).toHaveCount(2);
  },
  'of a row': (hutch) => hutch.queue.row('one').click({ button: 'right' }),
  'of the button that runs': (hutch) => button(hutch, 'Where in the queue').click(),
  'of this Hutch': (hutch) => button(hutch, /^Hutch \d/).click(),
};

/** How each dialog is opened, with one reading in the queue. */
const DIALOGS: Record<string, State> = {
  help: (hutch) => button(hutch, 'F1 for shortcuts').click(),
  'about this Hutch': async (hutch) => {
    await button(hutch, /^Hutch \d/).click();
    await hutch.page.getByRole('menuitem', { name: 'About this Hutch' }).click();
  },
  'what a plan would do': async (hutch) => {
    await expect(button(hutch, 'Inspect')).not.toHaveAttribute('aria-disabled');
    await button(hutch, 'Inspect').click();
    await expect(hutch.page.getByRole('dialog')).toContainText('1 point');
  },
  'a table with a row that is wrong': async (hutch) => {
    await hutch.queue.choose(/^Import a table/);
    await hutch.page.getByLabel('Table, separated by commas').fill('num,purpose\n3,short\nmany,wrong');
    await expect(button(hutch, '1 of 2 rows is wrong')).toBeVisible();
  },
  'a name for a list': (hutch) => hutch.queue.choose(/^Save the queue/),
  'the lists': async (hutch) => {
    await hutch.queue.choose(/^Load a list/);
    await expect(hutch.page.getByRole('dialog')).toContainText('No list is saved');
  },
  'an item before all others': async (hutch) => {
    await hutch.queue.row('one').click();
    await hutch.queue.choose(/^Run now/);
  },
};

/** Opens each in turn, lets axe look at it, and closes it again. */
async function lookAtEach(hutch: Console, openings: Record<string, State>, role: 'menu' | 'dialog'): Promise<void> {
  await queueOne(hutch);
  for (const [name, open] of Object.entries(openings)) {
    await open(hutch);
    const opened = hutch.page.getByRole(role);
    await expect(opened.first(), name).toBeVisible();
    // The page behind it has been looked at.
    expect(await axeViolations(hutch.page, '[data-base-ui-portal]'), name).toEqual([]);
    await expect(async () => {
      await hutch.page.keyboard.press('Escape');
      await expect(opened).toHaveCount(0, { timeout: 500 });
    }, name).toPass();
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`what opens, in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing in any open menu', async ({ hutch }) => {
      test.slow();
      await lookAtEach(hutch, MENUS, 'menu');
    });

    test('axe finds nothing in any open dialog', async ({ hutch }) => {
      test.slow();
      await lookAtEach(hutch, DIALOGS, 'dialog');
    });
  });

  for (const [name, reach] of Object.entries(STATES)) {
    test.describe(`${name}, in ${colorScheme}`, () => {
      test.use({ colorScheme, simFault: name === 'failed' ? 'det:fail@3' : '' });

      test('axe finds nothing', async ({ hutch, front }) => {
        await reach(hutch);
        expect(await axeViolations(front.page)).toEqual([]);
      });
    });
  }
}

test('the guards around an open menu, which axe is not shown, never keep the focus', async ({ hutch }) => {
  const { page, queue } = hutch;
  await queue.button('More').click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await page.locator(FOCUS_GUARDS).count()).toBeGreaterThan(0);
  for (const key of ['Tab', 'Shift+Tab']) {
    await queue.button('Stop queue').focus();
    await queue.button('More').focus();
    if ((await page.getByRole('menu').count()) === 0) await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    for (let presses = 0; presses < 4; presses += 1) {
      await page.keyboard.press(key);
      await expect(page.locator(FOCUS_GUARDS).and(page.locator(':focus'))).toHaveCount(0);
    }
  }
});
