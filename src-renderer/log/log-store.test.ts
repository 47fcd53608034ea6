import { beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '#shared/contract/log.ts';
import { appendLog, clearLog, countProblems, filterLog, LOG_CAPACITY, useLogStore } from './log-store.ts';

const entry = (seq: number | undefined, over: Partial<LogEntry> = {}): LogEntry => ({
  ...(seq !== undefined && { seq }),
  time: 0,
  level: 'info',
  source: 'worker',
  message: `line ${seq}`,
  ...over,
});
const messages = () => useLogStore.getState().lines.map((line) => line.message);

describe('log store', () => {
  beforeEach(clearLog);

  it('takes each numbered line once, whether from the stream or from a snapshot', () => {
    appendLog([entry(1), entry(2)]);
    appendLog([entry(1), entry(2), entry(3)]);
    expect(messages()).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('takes every line without a number', () => {
    appendLog([entry(undefined), entry(undefined)]);
    expect(messages()).toHaveLength(2);
  });

  it('forgets the oldest above its capacity', () => {
    appendLog(Array.from({ length: LOG_CAPACITY + 5 }, (_, index) => entry(index)));
    expect(messages()).toHaveLength(LOG_CAPACITY);
    expect(messages()[0]).toBe('line 5');
  });

  it('shows a level and worse, and lines that hold all words', () => {
    appendLog([
      entry(1, { level: 'debug', message: 'stage.x starts' }),
      entry(2, { level: 'warning', message: 'stage.x is slow' }),
      entry(3, { level: 'error', source: 'stage.y', message: 'lost' }),
    ]);
    const { lines } = useLogStore.getState();
    expect(filterLog(lines, { level: 'warning', search: '' }).map((line) => line.seq)).toEqual([2, 3]);
    expect(filterLog(lines, { level: 'debug', search: 'STAGE slow' }).map((line) => line.seq)).toEqual([2]);
    expect(countProblems(lines)).toBe(2);
  });
});
