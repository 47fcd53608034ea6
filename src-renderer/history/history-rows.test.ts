import { describe, expect, it } from 'vitest';
import type { Task } from '#shared/contract/tasks.ts';
import { aTask } from '../queue/testing/task-builders.ts';
import { historyRows } from './history-rows.ts';
import { runOutcome, taskOutcome } from './outcome.ts';
import { aRunSummary } from './testing/a-run-summary.ts';

const task = (id: string, over: Partial<Task> = {}): Task =>
  aTask({ task_id: id, state: 'succeeded', started_at: 2, ended_at: 3, ...over });

const run = aRunSummary;

describe('historyRows', () => {
  it('joins a task with its runs and shows the last of them', () => {
    const rows = historyRows(
      [task('t', { run_uids: ['a', 'b'] })],
      [run('b', { task_id: 't', started_at: 5, scan_id: 8 }), run('a', { task_id: 't', scan_id: 7 })],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ id: 't', runUid: 'b', scanId: 8, points: 10 });
  });

  it('puts the newest on top, runs without a task among the others', () => {
    const rows = historyRows(
      [task('old', { started_at: 1 }), task('new', { started_at: 9 })],
      [run('r', { started_at: 5 })],
    );
    expect(rows.map((row) => row.id)).toEqual(['new', 'r', 'old']);
  });

  it('leaves out what waits and what was cancelled before it began', () => {
    const waiting = task('w', { state: 'waiting', started_at: null, ended_at: null });
    const cancelled = task('c', { state: 'cancelled', started_at: null });
    expect(historyRows([waiting, cancelled], [])).toEqual([]);
  });

  it('keeps a task that failed before it began, with its reason', () => {
    const failed = task('f', {
      state: 'failed',
      started_at: null,
      submitted_at: 4,
      error: { code: 'unknown_device', message: 'Device foo cannot be found' },
    });
    expect(historyRows([failed], [])[0]).toMatchObject({
      startedAt: 4,
      reason: 'Device foo cannot be found',
      runUid: null,
    });
  });
});

describe('outcome', () => {
  it('is red only for what failed or was ended by force', () => {
    expect(taskOutcome({ state: 'stopped' })).toEqual({ word: 'stopped', tone: 'off' });
    expect(taskOutcome({ state: 'aborted' }).tone).toBe('fault');
    expect(runOutcome({ exit_status: null })).toEqual({ word: 'open', tone: 'run' });
    expect(runOutcome({ exit_status: 'fail' }).tone).toBe('fault');
  });
});
