import { expect, test } from 'vitest';
import type { Task } from '#shared/contract/tasks.ts';
import { aTask } from '../queue/testing/task-builders.ts';
import { RunData } from '../stores/run-data.ts';
import { type HeadlineFacts, headlineOf } from './run-headline.ts';
import { verbRules } from './verb-rules.ts';

const task = (state: Task['state']): Task => aTask({ task_id: 't1', state, started_at: 0 });

/** A run with `done` points, one a second, of 51. */
function runOf(done: number): RunData {
  const run = new RunData({ uid: 'r1', time: 0, num_points: 51 });
  const data_keys = { det: { source: 's', dtype: 'number' as const, shape: [] } };
  run.append('descriptor', { uid: 'd', time: 0, run_start: 'r1', name: 'primary', data_keys });
  for (let point = 1; point <= done; point += 1) {
    run.append('event', {
      uid: `${point}`,
      time: point,
      descriptor: 'd',
      seq_num: point,
      data: { det: 1 },
      timestamps: {},
    });
  }
  return run;
}

const facts = (change: Partial<HeadlineFacts>): HeadlineFacts => ({
  state: 'RUNNING',
  task: task('running'),
  ended: undefined,
  run: runOf(34),
  statuses: {},
  pauseRequested: false,
  resumable: true,
  isConnected: true,
  now: 34,
  ...change,
});

test('a running scan says its point and the time that it has left', () => {
  expect(headlineOf(facts({}))).toMatchObject({
    tone: 'run',
    word: 'RUNNING',
    sentence: 'scan · point 34 of 51 · 0:17 left',
  });
  expect(headlineOf(facts({})).fraction).toBeCloseTo(34 / 51);
});

test('a plan without a run says what it waits for', () => {
  const statuses = {
    a: {
      display_name: 'stage-x',
      current: 1,
      initial: 0,
      target: 2,
      unit: 'mm',
      precision: 3,
      done: false,
      percentage: 0.5,
      time_elapsed: 1,
      time_remaining: 1,
    },
  };
  expect(headlineOf(facts({ run: null, statuses }))).toMatchObject({
    sentence: 'scan · stage.x to 2.000 mm',
    fraction: 0.5,
  });
});

test('a pause says what resume will do', () => {
  const paused = { state: 'PAUSED' as const };
  expect(headlineOf(facts(paused)).sentence).toBe('scan · point 34 of 51 · resume takes point 35');
  expect(headlineOf(facts({ ...paused, resumable: false })).sentence).toBe(
    'scan · point 34 of 51 · it cannot be resumed',
  );
});

test('after a failure it says where it stopped; an abort that was asked for is a quiet end', () => {
  const idle = { state: 'IDLE' as const, task: undefined };
  expect(headlineOf(facts({ ...idle, ended: task('failed') }))).toMatchObject({
    tone: 'fault',
    word: 'FAILED',
    sentence: 'scan · stopped at point 34 of 51',
  });
  expect(headlineOf(facts({ ...idle, ended: task('aborted') }))).toMatchObject({
    tone: 'off',
    word: 'IDLE',
    sentence: 'ready · scan was aborted at point 34 of 51',
  });
});

test.each([
  ['RUNNING', 'last known: scan running'],
  ['IDLE', 'last known: idle'],
  ['UNKNOWN', 'nothing is known'],
] as const)('without a connection it says what %s was known last, and nothing of what is left', (state, sentence) => {
  const headline = headlineOf(facts({ isConnected: false, state }));
  expect(headline).toMatchObject({ tone: 'fault', word: 'NO CONNECTION', fraction: null });
  expect(headline.sentence.startsWith(sentence)).toBe(true);
  expect(headline.sentence).not.toContain('left');
});

test.each(['RUNNING', 'PAUSING', 'PAUSED', 'SUSPENDING', 'STOPPING', 'ABORTING', 'HALTING'] as const)(
  'Stop and Abort act while the engine is %s',
  (state) => {
    const { stop, abort } = verbRules(state, undefined);
    expect([stop.reason, abort.reason]).toEqual([undefined, undefined]);
  },
);

test('the first verb is Resume in a pause, else Pause; in idle all say why they do nothing', () => {
  expect(verbRules('PAUSED', undefined).pause).toEqual({ verb: 'Resume', reason: undefined });
  expect(verbRules('RUNNING', undefined).pause).toEqual({ verb: 'Pause', reason: undefined });
  expect(verbRules('IDLE', undefined)).toEqual({
    pause: { verb: 'Pause', reason: 'Nothing runs now' },
    stop: { reason: 'Nothing runs now' },
    abort: { reason: 'Nothing runs now' },
  });
});

test('without a connection, and while one only watches, they say why, and where what runs can be ended', () => {
  expect(verbRules('IDLE', 'You are only watching').stop.reason).toBe('You are only watching');
  const { pause, stop, abort } = verbRules('RUNNING', 'There is no connection');
  for (const { reason } of [pause, stop, abort])
    expect(reason).toBe('There is no connection: it can be ended where it runs');
});
