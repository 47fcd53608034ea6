import { expect, test } from 'vitest';
import { endsWords, estimateWords, startsWords, takesWords } from './queue-times.ts';
import { aTask } from './testing/task-builders.ts';

const at = (day: number, hour: number, minute: number) => new Date(2026, 0, day, hour, minute).getTime() / 1000;
const now = at(5, 14, 0);

test.each([
  [{}, '—'],
  [{ expected_s: 200 }, '~3:20'],
  [{ started_at: now - 42, expected_s: 200 }, '0:42 of ~3:20'],
  [{ started_at: now - 42 }, '0:42'],
  [{ started_at: now - 90, ended_at: now - 30, expected_s: 200 }, '1:00'],
  [{ kind: 'stop' as const, expected_s: 0 }, '—'],
])('what is known as %j takes %s', (change, words) => {
  expect(takesWords(aTask(change), now)).toBe(words);
});

test('what was measured has seconds, what is likely has a tilde', () => {
  const task = aTask({ started_at: now, expected_end_at: now + 1680 });
  expect(startsWords(task, now)).toBe('14:00:00');
  expect(endsWords(task, now)).toBe('~14:28');
  expect(endsWords(aTask(), now)).toBe('—');
});

test('another day is named', () => {
  expect(estimateWords(at(6, 2, 14), now)).toBe('~Tue 02:14');
  expect(estimateWords(at(25, 2, 14), now)).toBe('~25 Jan 02:14');
});
