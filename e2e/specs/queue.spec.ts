import { expect, test } from '../fixtures/test.ts';
import type { Console } from '../pages/console.ts';

/** Adds readings of the detector through the form, each for a purpose. */
async function add(hutch: Console, ...purposes: string[]): Promise<void> {
  await hutch.plans.choose('count');
  for (const purpose of purposes) {
    await hutch.plans.fill('What for', purpose);
    await hutch.plans.run();
    await expect(hutch.queue.row(purpose)).toBeVisible();
  }
}

/** Lets nothing start, so that what is added waits. */
async function stopQueue(hutch: Console): Promise<void> {
  await hutch.queue.button('Stop queue').click();
  await expect(hutch.queue.button('Start queue')).toBeVisible();
}

test('what waits is moved, held with a reason, and released', async ({ hutch }) => {
  const { queue, page } = hutch;
  await stopQueue(hutch);
  await add(hutch, 'one', 'two', 'three');
  await queue.expectPurposes(['one', 'two', 'three']);

  await queue.row('three').click();
  await page.keyboard.press('Alt+ArrowUp');
  await queue.expectPurposes(['one', 'three', 'two']);
  await page.keyboard.press('Alt+Home');
  await queue.expectPurposes(['three', 'one', 'two']);
  await queue.row('three').dragTo(queue.row('two'), { targetPosition: { x: 40, y: 20 } });
  await queue.expectPurposes(['one', 'two', 'three']);

  await queue.row('one').click();
  await queue.row('two').click({ modifiers: ['Shift'] });
  await queue.button('Hold…').click();
  await page.getByRole('dialog').getByLabel('Why').fill('wait for the foil');
  await page.keyboard.press('Enter');
  await expect(queue.row('one')).toContainText('held: wait for the foil');
  await expect(queue.row('two')).toContainText('held: wait for the foil');
  await queue.button('Start queue').click();
  await expect.poll(() => hutch.live.points()).toBe(1);
  await expect(queue.row('one')).toBeVisible();
  await queue.button('Release').click();
  await expect(queue.row('one')).toHaveCount(0);
  await hutch.expectState('Idle');
});

test('an item is duplicated, and changed where it stands; what was typed before comes back', async ({ hutch }) => {
  const { queue, plans, page } = hutch;
  await stopQueue(hutch);
  await add(hutch, 'one', 'two');
  await queue.row('one').click();
  await queue.button('Duplicate').click();
  await queue.expectPurposes(['one', 'one', 'two']);

  await plans.fill('What for', 'typed before');
  await queue.row('two').dblclick();
  await expect(plans.field('What for')).toHaveValue('two');
  await plans.fill('Readings', '7');
  await plans.fill('What for', 'changed');
  await page.getByRole('button', { name: 'Change in queue' }).click();
  await queue.expectPurposes(['one', 'one', 'changed']);
  await expect(queue.row('changed')).toContainText('7 readings');
  await expect(plans.field('What for')).toHaveValue('typed before');

  await queue.row('changed').dblclick();
  await plans.fill('Readings', '9');
  await plans.region.getByRole('button', { name: 'Cancel change' }).click();
  await expect(queue.row('changed')).toContainText('7 readings');
});

test('one is removed at once, all after a question with their number', async ({ hutch }) => {
  const { queue, page } = hutch;
  await stopQueue(hutch);
  await add(hutch, 'one', 'two', 'three');
  await queue.row('two').click();
  await page.keyboard.press('Delete');
  await queue.expectPurposes(['one', 'three']);
  await expect(queue.row('three')).toBeFocused();
  await queue.choose(/^Clear/);
  await page.getByRole('button', { name: 'Remove 2 items' }).click();
  await expect(queue.region).toContainText('Nothing waits');
});

test('in a loop what succeeds comes again, until the queue is stopped', async ({ hutch }) => {
  const { queue } = hutch;
  await stopQueue(hutch);
  await add(hutch, 'again and again');
  await queue.choose(/^Loop/);
  await expect(queue.region).toContainText('loops');
  await queue.button('Start queue').click();
  await expect(hutch.live.region).toContainText(/count (?:[3-9]|\d{2,})/);
  await queue.button(/^Stop (after this|queue)$/).click();
  await hutch.expectState('Idle');
  await expect(queue.row('again and again').filter({ hasText: 'waiting' })).toHaveCount(1);
});

test('a stop in the queue stops it there', async ({ hutch }) => {
  const { queue } = hutch;
  await stopQueue(hutch);
  await add(hutch, 'before');
  await queue.choose(/^Add a stop/);
  await add(hutch, 'after');
  await queue.button('Start queue').click();
  await expect.poll(() => hutch.live.points()).toBe(1);
  await expect(queue.button('Start queue')).toBeVisible();
  await expect(queue.row('after')).toContainText('waiting');
});

test('a list is saved under a name, and loaded again', async ({ hutch }) => {
  const { queue, page } = hutch;
  await stopQueue(hutch);
  await add(hutch, 'one', 'two');
  await queue.choose(/^Save the queue/);
  await page.getByLabel('Name').fill('alignment');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await queue.choose(/^Load a list/);
  await page.getByRole('button', { name: 'Add alignment at the back' }).click();
  await queue.expectPurposes(['one', 'two', 'one', 'two']);
});

test('a table shows its rows as items before any is added, and which of them is wrong', async ({ hutch }) => {
  const { queue, page } = hutch;
  await stopQueue(hutch);
  await hutch.plans.choose('count');
  await queue.choose(/^Import a table/);
  const dialog = page.getByRole('dialog');
  const table = page.getByLabel('Table, separated by commas');
  await table.fill('num,purpose\n3,short\nmany,wrong');
  await expect(dialog.getByRole('row', { name: /readings many/ })).toContainText(/num.* must be/);
  await expect(dialog.getByRole('row', { name: /short/ })).toContainText('3 readings');
  await expect(dialog.getByRole('button', { name: '1 of 2 rows is wrong' })).toHaveAttribute('aria-disabled', 'true');
  await table.fill('num,purpose\n3,short\n30,long');
  await dialog.getByRole('button', { name: 'Add 2 items to queue' }).click();
  await queue.expectPurposes(['short', 'long']);
  await expect(queue.row('long')).toContainText('30 readings');
});

test('the queue is exported as a file', async ({ hutch }) => {
  const { queue, page } = hutch;
  await stopQueue(hutch);
  await add(hutch, 'one');
  const saved = page.waitForEvent('download');
  await queue.button('More').click();
  await page.getByRole('menuitem', { name: 'Export the queue' }).click();
  await page.getByRole('menuitem', { name: 'as text' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.txt$/);
});

test.describe('with a detector that fails', () => {
  test.use({ simFault: 'det:fail@3' });

  test('what failed stays in sight until it is put away, and the queue says why it stopped', async ({ hutch }) => {
    const { queue, plans } = hutch;
    await stopQueue(hutch);
    await plans.choose('count');
    await plans.fill('Readings', '5');
    await add(hutch, 'fails');
    await plans.fill('Readings', '1');
    await add(hutch, 'waits');
    await queue.button('Start queue').click();
    await expect(queue.row('fails')).toContainText('failed, held');
    await expect(queue.region).toContainText('stopped after a failure');
    await expect(queue.row('waits')).toContainText('waiting');
    await queue.row('fails').getByRole('button', { name: 'Put count away' }).click();
    await queue.expectPurposes(['waits']);
  });
});
