import { expect, test } from 'vitest';
import { stoppedTag } from './stopped-tag.ts';
import { aTask } from './testing/task-builders.ts';

const ended = (state: 'failed' | 'aborted', message: string) =>
  aTask({ state, error: { code: state === 'failed' ? 'failed_status' : 'request_abort', message } });

test('after a failure it says so, and leaves the sentence to the alert', () => {
  const reason = 'stage.x stalled. What waits starts when the queue is started.';
  expect(stoppedTag(reason, ended('failed', 'stage.x stalled'))).toEqual({
    word: 'stopped after a failure',
    tone: 'fault',
    isTold: true,
  });
});

test('after an abort it says so, and why', () => {
  const reason = 'scan was aborted: wrong sample. What waits starts when the queue is started.';
  expect(stoppedTag(reason, ended('aborted', 'scan was aborted: wrong sample'))).toMatchObject({
    word: 'stopped after an abort',
    isTold: false,
  });
});

test('a queue that a person or a restart has stopped was not stopped by what failed before', () => {
  for (const reason of ['The queue was stopped by ada.', 'Hutch was started anew. Before that: stage.x stalled.']) {
    expect(stoppedTag(reason, ended('failed', 'stage.x stalled')).word).toBe('stopped');
  }
});
