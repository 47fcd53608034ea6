import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEPARTURES } from './departures.ts';
import { casesOf, runText } from './run.ts';

const folder = join(import.meta.dirname, 'cases');

describe('our engine does what Bluesky was recorded to do, or departs on purpose', async () => {
  test.each(await casesOf(folder))('$name', async ({ text }) => {
    const verdict = await runText(text);
    expect(['passed', 'departs'], 'why' in verdict ? verdict.why : '').toContain(verdict.kind);
  });
});

test('no departure is listed twice', () => {
  const names = DEPARTURES.map(({ case: name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
