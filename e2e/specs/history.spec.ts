import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import type { Console } from '../pages/console.ts';
import { HistoryPanel } from '../pages/history-panel.ts';

/** Runs `count` once for each purpose, one after the other. */
async function count(hutch: Console, readings: string, ...purposes: string[]): Promise<HistoryPanel> {
  const history = new HistoryPanel(hutch.page);
  await hutch.plans.choose('count');
  await hutch.plans.fill('Readings', readings);
  for (const purpose of purposes) {
    await hutch.plans.fill('What for', purpose);
    await hutch.plans.run();
    if (purpose === purposes[0]) {
      await expect.poll(() => hutch.live.points()).toBeGreaterThan(0);
      await history.open();
    }
    await expect(history.row(purpose)).toContainText('succeeded');
  }
  return history;
}

test('what has run is found by what it was for, and its data are shown again', async ({ hutch }) => {
  const history = await count(hutch, '3', 'LaB6 std', 'Cu foil');
  await history.search.fill('lab6');
  await expect(history.rows).toHaveCount(1);
  await history
    .row('LaB6')
    .getByRole('button', { name: /^count/ })
    .first()
    .click();
  await expect(hutch.live.region).toContainText('earlier run: count 1');
  await expect.poll(() => hutch.live.points()).toBe(3);
  await hutch.live.region.getByRole('tab', { name: 'Details' }).click();
  await expect(hutch.live.region).toContainText('LaB6 std');
  await expect(hutch.live.region).toContainText('plans/count.ts');
  await history.search.fill('nothing of the kind');
  await expect(history.region).toContainText('Nothing fits');
  await history.region.getByRole('button', { name: 'Show all' }).click();
  await expect(history.rows).toHaveCount(2);
});

test('what failed is found by its outcome', async ({ hutch }) => {
  const history = await count(hutch, '1', 'one');
  await history.region.getByRole('combobox', { name: 'Outcome' }).selectOption('failed');
  await expect(history.region).toContainText('Nothing fits');
  await history.region.getByRole('combobox', { name: 'Outcome' }).selectOption('succeeded');
  await expect(history.row('one')).toBeVisible();
});

test('a run is saved as a table and as its documents', async ({ hutch, front }) => {
  // biome-ignore lint/suspicious/noSkippedTests: Electron asks where to save, with a dialog of the system
  test.skip(front.kind === 'electron');
  const history = await count(hutch, '3', 'LaB6 std');
  const saved = async (item: string): Promise<{ name: string; lines: string[] }> => {
    const [download] = await Promise.all([hutch.page.waitForEvent('download'), history.choose('LaB6', item)]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
    return { name: download.suggestedFilename(), lines };
  };
  const table = await saved('Save primary as a table (CSV)');
  expect(table.name).toMatch(/\.csv$/);
  expect(table.lines[0]).toContain('det');
  expect(table.lines).toHaveLength(4);
  const documents = await saved('Save documents (JSON Lines)');
  const names = documents.lines.map((line) => (JSON.parse(line) as { name: string }).name);
  expect(names).toEqual(['start', 'descriptor', 'event', 'event', 'event', 'stop']);
});

test('a run goes back to the form, and back to the queue', async ({ hutch }) => {
  const history = await count(hutch, '4', 'LaB6 std');
  await hutch.plans.fill('Readings', '1');
  await history
    .row('LaB6')
    .getByRole('button', { name: /Back to the form/ })
    .click();
  await expect(hutch.plans.field('Readings')).toHaveValue('4');
  await history.choose('LaB6', 'Back to the queue');
  await expect(history.row('LaB6')).toHaveCount(2);
  await expect(history.row('LaB6').first()).toContainText('succeeded');
});

test('a run is deleted only after it has been named, and then for good', async ({ hutch }) => {
  const history = await count(hutch, '2', 'LaB6 std', 'Cu foil');
  await history.choose('LaB6', 'Delete…');
  const question = hutch.page.getByRole('dialog', { name: 'Delete count 1?' });
  await expect(question).toContainText('LaB6 std');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(history.rows).toHaveCount(2);
  await history.choose('LaB6', 'Delete…');
  await question.getByRole('button', { name: 'Delete count 1' }).click();
  await expect(history.rows).toHaveCount(1);
  await hutch.page.reload();
  await history.open();
  await expect(history.rows).toHaveCount(1);
  await expect(history.row('Cu foil')).toBeVisible();
});
