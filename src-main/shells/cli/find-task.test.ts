import { describe, expect, it } from 'vitest';
import { aTask } from '#shared/testing/a-task.ts';
import { aTaskList } from '../testing/a-task-list.ts';
import { findTask } from './find-task.ts';

const LIST = aTaskList([
  aTask({ task_id: 'dddd0000', state: 'failed' }),
  aTask({ task_id: 'aaaa0000', state: 'running' }),
  aTask({ task_id: 'bbbb1111' }),
  aTask({ task_id: 'bbbb2222', name: 'scan', purpose: 'LaB6' }),
  aTask({ task_id: '123456' }),
]);

describe('finding a task', () => {
  it.each([
    ['1', 'bbbb1111'],
    ['#2', 'bbbb2222'],
    ['3', '123456'],
    ['bbbb1', 'bbbb1111'],
    ['aaaa', 'aaaa0000'],
    ['dddd', 'dddd0000'],
    ['1234', '123456'],
    ['bbbb2222', 'bbbb2222'],
  ])('%s is %s: places count what waits, ids are told by their beginning', (word, id) => {
    expect(findTask(LIST, word).task_id).toBe(id);
  });

  it.each([
    ['4', 'unknown_task', 'Nothing waits at place 4: 3 items are in the queue.'],
    ['0', 'unknown_task', 'Nothing waits at place 0: 3 items are in the queue.'],
    ['abc', 'usage', '"abc" is too short: give a place in the queue or 4 characters of an id.'],
    ['ffff', 'unknown_task', 'There is no task ffff.'],
    ['bbbb', 'usage', 'bbbb may be count bbbb1111 or scan bbbb2222 (LaB6): give more characters.'],
  ])('%s is refused with %s: %s', (word, code, message) => {
    expect(() => findTask(LIST, word)).toThrow(expect.objectContaining({ code, message }));
  });

  it('looks among older tasks too, and takes one that is in both only once', () => {
    const older = [aTask({ task_id: 'eeee0000' }), aTask({ task_id: 'dddd0000' })];
    expect(findTask(LIST, 'eeee', older).task_id).toBe('eeee0000');
    expect(findTask(LIST, 'dddd', older).state).toBe('failed');
  });
});
