import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEPARTURES } from './departures.ts';
import { casesOf, runFile } from './run.ts';

const folder = join(import.meta.dirname, 'cases');

describe('our engine does what Bluesky was recorded to do, or departs on purpose', async () => {
  test.each(await casesOf(folder))('%s', { timeout: 30_000 }, async (file) => {
    const verdict = await runFile(join(folder, file));
    expect(['passed', 'departs'], 'why' in verdict ? verdict.why : '').toContain(verdict.kind);
  });
});

test('no departure is listed twice', () => {
  const names = DEPARTURES.map(({ case: name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
