import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { aborted, failed } from '../task-end.ts';
import { ADA, STOPPED, SUCCESS, startQueue } from '../testing/start-queue.ts';

describe('TaskQueue', () => {
  it('gives waiting tasks out in their order', () => {
    const { queue, add } = startQueue();
    add('a', 'b');
    expect(queue.next()?.name).toBe('a');
    queue.begin('t1');
    expect(queue.next()?.name).toBe('b');
  });

  it('stamps start and end', () => {
    const { queue, add } = startQueue();
    add('a');
    queue.begin('t1');
    queue.update('t1', { state: 'paused' });
    queue.update('t1', { state: 'running' });
    const { started_at, submitted_at } = queue.get('t1');
    const { ended_at } = queue.end('t1', SUCCESS);
    expect(started_at).toBeGreaterThan(submitted_at);
    expect(ended_at).toBeGreaterThan(started_at ?? Number.POSITIVE_INFINITY);
    expect(queue.get('t1').started_at).toBe(started_at);
  });

  it('tells of every change once, however many items it is about', () => {
    const { queue, add, writes, as } = startQueue();
    const revisions: number[] = [];
    const before = queue.list().revision;
    queue.onChange(() => revisions.push(queue.list().revision - before));
    add('a', 'b', 'c');
    queue.begin('t1');
    writes.stop(ADA);
    writes.start(as());
    writes.start(as());
    expect(revisions).toEqual([1, 2, 3, 4]);
  });

  it('leaves a task that somebody has as it was', () => {
    const { queue, add } = startQueue();
    const [task] = add('a');
    queue.begin('t1');
    expect(task?.state).toBe('waiting');
  });

  it('lists what ended in the order of ending, then what runs, then what waits', () => {
    const { queue, add, states, run } = startQueue();
    add('a', 'b', 'c');
    run();
    queue.begin('t2');
    expect(states()).toEqual(['a succeeded', 'b running', 'c waiting']);
  });

  it('forgets the oldest ended tasks, and none that is open or held', () => {
    const { queue, add, run, states } = startQueue({ maxEnded: 1 });
    add('a', 'b', 'c', 'd');
    queue.writes.set({ on_failure: 'continue' }, { by: ADA, revision: null });
    run(failed('a', new Error('no beam')));
    run();
    run();
    expect(states()).toEqual(['a failed', 'c succeeded', 'd waiting']);
    expect(queue.get('t2')).toMatchObject({ name: 'b', state: 'succeeded' });
  });
});

describe('the end of a task', () => {
  it.each([
    ['failed', failed('a', new Error('no beam')), 'a failed: no beam.'],
    ['was aborted', aborted('a', 'wrong sample'), 'a was aborted: wrong sample.'],
    ['was stopped', STOPPED, 'a was stopped.'],
  ])('that %s stops the queue as long as something waits, and says so', (_how, end, said) => {
    const { queue, writes, as, add, run, list } = startQueue();
    add('a', 'b');
    run(end);
    expect(list().queue).toMatchObject({
      running: false,
      reason: `${said} What waits starts when the queue is started.`,
    });
    expect(queue.next()).toBeUndefined();
    writes.remove(['t2'], as());
    expect(list().queue).toMatchObject({ running: true, reason: null });
  });

  it('that failed does not stop a queue that goes on, nor one in which nothing waits', () => {
    const { queue, writes, as, add, run, list } = startQueue();
    add('a');
    run(failed('a', new Error('no beam')));
    expect(list().queue.running).toBe(true);
    writes.set({ on_failure: 'continue' }, as());
    add('b', 'c');
    run(failed('b', new Error('no beam')));
    expect(list().queue.running).toBe(true);
    expect(queue.next()?.name).toBe('c');
  });

  it('that was stopped by a person, or halted, stops the queue in any case', () => {
    const { writes, as, add, run, list } = startQueue();
    writes.set({ on_failure: 'continue' }, as());
    add('a', 'b', 'c');
    run(STOPPED);
    expect(list().queue.running).toBe(false);
    writes.start(as());
    run(aborted('b', 'halted', new HutchError('plan_halt', 'halted')));
    expect(list().queue.running).toBe(false);
  });

  it('does not lift what an operator has stopped', () => {
    const { queue, writes, as, add, run, list } = startQueue();
    add('a', 'b');
    const { task_id } = queue.begin('t1');
    writes.stop(ADA);
    queue.end(task_id, failed('a', new Error('no beam')));
    writes.remove(['t2'], as());
    expect(list().queue).toMatchObject({ running: false, reason: 'The queue was stopped by ada.' });
    add('c');
    expect(queue.next()).toBeUndefined();
    writes.start(as());
    run();
    expect(list().queue.running).toBe(true);
  });

  it('that succeeded goes to the back again in a loop, as a new task', () => {
    const { queue, writes, as, add, run, states } = startQueue();
    writes.set({ loop: true }, as());
    add('a', 'b');
    run();
    expect(states()).toEqual(['a succeeded', 'b waiting', 'a waiting']);
    expect(queue.get('t3')).toMatchObject({ name: 'a', submitted_by: 'ada', started_at: null });
    run(failed('b', new Error('no beam')));
    expect(states()).toEqual(['a succeeded', 'b failed', 'a waiting']);
  });

  it('that a person ran past the queue does not go to the back again', () => {
    const { queue, writes, as, add, names } = startQueue();
    writes.set({ loop: true }, as());
    add('a', 'b');
    queue.begin('t2');
    queue.end('t2', SUCCESS, true);
    expect(names()).toEqual(['a']);
  });
});

describe('an instruction to stop', () => {
  it('ends well when it comes to the front, and stops the queue with its purpose', () => {
    const { queue, writes, as, add, run, list, states } = startQueue();
    add('a', 'stop', 'b');
    run();
    expect(queue.next()).toMatchObject({ kind: 'stop', name: 'stop' });
    queue.stopHere('t2');
    expect(list().queue).toMatchObject({ running: false, reason: 'Change the sample.' });
    expect(states()).toEqual(['a succeeded', 'stop succeeded', 'b waiting']);
    writes.clear(as());
    expect(list().queue.running).toBe(false);
    writes.start(as());
    expect(list().queue.running).toBe(true);
  });
});
