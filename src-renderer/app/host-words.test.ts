import { expect, test } from 'vitest';
import { changedWords, watchingWords } from './host-words.ts';
import { aHostInfo } from './testing/a-host-info.ts';

test.each([
  [['a.ts'], 'a.ts has changed.'],
  [['a.ts', 'b.ts'], 'a.ts and b.ts have changed.'],
  [['a.ts', 'b.ts', 'c.ts'], 'a.ts and 2 other files have changed.'],
])('%j: %s', (files, words) => {
  expect(changedWords(files, [])).toBe(words);
});

test('a file of the workspace is named from its folder', () => {
  const configuration = ['/home/bl22/common.yaml', '/home/bl22/ws/hutch.yaml'];
  expect(changedWords(['/home/bl22/ws/plans/mine.ts', '/opt/plans/theirs.ts'], configuration)).toBe(
    'plans/mine.ts and /opt/plans/theirs.ts have changed.',
  );
});

test('who watches is told whose Hutch it is, or at least which', () => {
  const served_by = { pid: 4711, host: 'bl22', user: 'ada' };
  expect(watchingWords(aHostInfo({ served_by }))).toBe('You are watching the Hutch of ada on bl22 (pid 4711).');
  expect(watchingWords(aHostInfo())).toBe('You are watching the Hutch of simulated.');
});
