import { describe, expect, it } from 'vitest';
import { aTask } from '../queue/testing/task-builders.ts';
import { type HistoryParts, historyRows } from './history-rows.ts';
import { runOutcome, taskOutcome } from './outcome.ts';
import { aRunSummary } from './testing/a-run-summary.ts';

const all = (parts: Partial<HistoryParts>): HistoryParts => ({
  runs: [],
  hasMoreRuns: false,
  tasks: [],
  hasMoreTasks: false,
  ...parts,
});
const ended = (id: string, at: number, runs: string[] = []) =>
  aTask({ task_id: id, state: 'cancelled', ended_at: at, run_uids: runs });
const ids = (parts: HistoryParts) => historyRows(parts, []).map(({ id }) => id);

describe('historyRows', () => {
  it('puts runs and tasks that ended without one into one order, the newest first', () => {
    const runs = [aRunSummary('new', { started_at: 9 }), aRunSummary('old', { started_at: 1 })];
    expect(ids(all({ runs, tasks: [ended('cancelled', 5), ended('ran', 8, ['new'])] }))).toEqual([
      'new',
      'cancelled',
      'old',
    ]);
  });

  it('holds back what something that has not come yet may stand above', () => {
    const runs = [aRunSummary('a', { started_at: 9 }), aRunSummary('b', { started_at: 6 })];
    const tasks = [ended('c', 7), ended('d', 2)];
    expect(ids(all({ runs, hasMoreRuns: true, tasks }))).toEqual(['a', 'c', 'b']);
    expect(ids(all({ runs, tasks: [ended('c', 7)], hasMoreTasks: true }))).toEqual(['a', 'c']);
  });

  it('says of a run what its task knows better', () => {
    const run = aRunSummary('r', { task_id: 't', exit_status: 'abort' });
    const task = aTask({ task_id: 't', state: 'interrupted', run_uids: ['r'], purpose: 'LaB6' });
    expect(historyRows(all({ runs: [run] }), [task])[0]).toMatchObject({
      outcome: { word: 'interrupted' },
      purpose: 'LaB6',
      task,
    });
  });

  it('keeps the outcome of a run that was not the last of its task', () => {
    const runs = [aRunSummary('r1', { task_id: 't' })];
    const task = aTask({ task_id: 't', state: 'failed', run_uids: ['r1', 'r2'] });
    expect(historyRows(all({ runs }), [task])[0]!.outcome.word).toBe('succeeded');
  });

  it('keeps a task that failed before it began, with its reason', () => {
    const failed = aTask({
      task_id: 'f',
      state: 'failed',
      submitted_at: 1,
      started_at: 4,
      ended_at: 5,
      error: { code: 'unknown_device', message: 'Device foo cannot be found' },
    });
    expect(historyRows(all({ tasks: [failed] }), [])[0]).toMatchObject({
      startedAt: 4,
      reason: 'Device foo cannot be found',
      run: null,
    });
  });

  it('gives no start to a task that was cancelled while it waited', () => {
    const cancelled = aTask({ task_id: 'c', state: 'cancelled', submitted_at: 4, started_at: null, ended_at: 500 });
    expect(historyRows(all({ tasks: [cancelled] }), [])[0]).toMatchObject({ startedAt: null, endedAt: 500 });
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
