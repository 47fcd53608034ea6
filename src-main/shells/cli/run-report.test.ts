import { describe, expect, it } from 'vitest';
import type { HostEvent, Task } from '#shared/contract/index.ts';
import { aTask } from '#shared/testing/a-task.ts';
import { FakeTerminal } from '../testing/fake-terminal.ts';
import { jsonReport, textReport } from './run-report.ts';

const RUN = '1a2b3c4d-0000-4000-8000-000000000000';
const task = (more: Partial<Task> = {}): Task =>
  aTask({
    state: 'succeeded',
    started_at: 10,
    ended_at: 10.5,
    run_uids: [RUN],
    outcome: { outcome: 'success', result: RUN, type: 'string' },
    ...more,
  });
const document = (name: 'start' | 'event', doc: Record<string, unknown>): HostEvent => ({
  type: 'document',
  name,
  doc,
  task_id: 't',
});
const FAILED = task({
  state: 'failed',
  outcome: { outcome: 'error', type: 'device_failed', message: 'det failed.' },
  error: { code: 'device_failed', message: 'det failed.', trace: 'at secret.ts:1' },
});

describe('the report as JSON', () => {
  it('has a line an event, documents as name and doc', () => {
    const terminal = new FakeTerminal();
    const report = jsonReport(terminal);
    report.event(document('start', { uid: RUN }));
    report.event({ type: 'worker', state: 'RUNNING', task_status: null, errors: [], warnings: [] });
    report.ended(task());
    expect(terminal.outLines.map((line) => JSON.parse(line))).toEqual([
      { type: 'document', name: 'start', doc: { uid: RUN } },
      { type: 'worker', state: 'RUNNING', task_status: null, errors: [], warnings: [] },
    ]);
    expect(terminal.errLines).toEqual([]);
  });

  it('ends with the error of a plan that failed, without its trace, and says it to people too', () => {
    const terminal = new FakeTerminal();
    jsonReport(terminal).ended(FAILED);
    expect(terminal.outLines.map((line) => JSON.parse(line))).toEqual([
      { type: 'error', error: { code: 'device_failed', message: 'det failed.' } },
    ]);
    expect(terminal.errLines).toEqual(['error[device_failed]: det failed.']);
  });
});

describe('the report as text', () => {
  const told = (ended: Task) => {
    const terminal = new FakeTerminal();
    textReport(terminal).ended(ended);
    return terminal;
  };

  it('names the run, and does not repeat it as the result', () => {
    expect(told(task()).outLines).toEqual(['count succeeded: run 1a2b3c4d, 0 events, 0.50 s']);
  });

  it('shows what the plan gave back', () => {
    const result = { outcome: 'success', result: { peak: 0.25 }, type: 'object' } as const;
    expect(told(task({ run_uids: [], outcome: result })).outLines).toEqual([
      'count succeeded: 0.50 s',
      'result: {"peak":0.25}',
    ]);
  });

  it('says why a plan failed on standard error', () => {
    const terminal = told(FAILED);
    expect(terminal.errLines).toEqual(['error[device_failed]: det failed.']);
    expect(terminal.outLines).toEqual(['count failed: run 1a2b3c4d, 0 events, 0.50 s']);
  });

  it('tells an abort as a normal end, with its reason', () => {
    const error = { code: 'request_abort', message: 'count was aborted: wrong sample' } as const;
    const terminal = told(task({ state: 'aborted', outcome: null, error }));
    expect(terminal.errLines).toEqual([]);
    expect(terminal.outLines).toEqual(['count aborted: run 1a2b3c4d, 0 events, 0.50 s, wrong sample']);
  });

  it('draws the progress at most ten times a second', () => {
    const terminal = new FakeTerminal();
    let now = 0;
    const report = textReport(terminal, () => now);
    report.event(document('start', { uid: RUN, time: 0, num_points: 4 }));
    for (now = 1; now < 200; now += 10) report.event({ type: 'progress', task_id: 't', statuses: {} });
    expect(terminal.shown).toEqual(['[--------------------] 0 of 4', '[--------------------] 0 of 4']);
  });
});
