import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { failed } from '../task-end.ts';
import { ADA, BOB, entry, startQueue } from '../testing/start-queue.ts';

describe('writes to a TaskQueue', () => {
  it('put items at the front, at the back, at a place, behind and before another', () => {
    const { writes, as, add, names } = startQueue();
    add('a', 'b');
    writes.add([entry('front')], 'front', as());
    writes.add([entry('second')], { index: 1 }, as());
    writes.add([entry('last')], { index: 99 }, as());
    writes.add([entry('after a')], { after: 't1' }, as());
    writes.add([entry('before b')], { before: 't2' }, as());
    expect(names()).toEqual(['front', 'second', 'a', 'after a', 'before b', 'b', 'last']);
  });

  it('put an item behind the one that runs at the front, and beside none that ended', () => {
    const { queue, writes, as, add, names, run } = startQueue();
    add('a', 'b', 'c');
    run();
    queue.begin('t2');
    writes.add([entry('next')], { after: 't2' }, as());
    expect(names()).toEqual(['next', 'c']);
    expect(() => writes.add([entry('x')], { after: 't1' }, as())).toThrow(
      expect.objectContaining({
        code: 'invalid_transition',
        message: 'Nothing can be put beside a: it is succeeded, not waiting.',
      }),
    );
    expect(() => writes.add([entry('x')], { before: 'nowhere' }, as())).toThrow(
      expect.objectContaining({ code: 'unknown_task' }),
    );
    expect(names()).toEqual(['next', 'c']);
  });

  it('move a block, which keeps the order that it has in the queue', () => {
    const { writes, as, add, names } = startQueue();
    add('a', 'b', 'c', 'd', 'e');
    writes.move(['t4', 't2'], 'front', as());
    expect(names()).toEqual(['b', 'd', 'a', 'c', 'e']);
    writes.move(['t2', 't4'], { after: 't3' }, as());
    expect(names()).toEqual(['a', 'c', 'b', 'd', 'e']);
    writes.move(['t1'], { index: 2 }, as());
    expect(names()).toEqual(['c', 'b', 'a', 'd', 'e']);
    expect(() => writes.move(['t1', 't2'], { after: 't2' }, as())).toThrow(
      expect.objectContaining({ code: 'bad_request', message: 'b cannot be moved beside itself.' }),
    );
  });

  it('refuse to move what has started, and move none of the others', () => {
    const { queue, writes, as, add, names } = startQueue();
    add('a', 'b', 'c');
    const seen = as();
    queue.begin('t1');
    expect(() => writes.move(['t1', 't3'], 'front', seen)).toThrow(
      expect.objectContaining({
        code: 'invalid_transition',
        message: 'a cannot be moved: it is running, not waiting.',
      }),
    );
    expect(names()).toEqual(['b', 'c']);
  });

  it('change an item where it stands', () => {
    const { writes, as, add, waiting } = startQueue();
    add('a', 'b', 'c');
    writes.hold(['t2'], 'No sample yet.', as());
    writes.edit('t2', { name: 'b', params: { num: 2 }, purpose: 'align' }, as(BOB));
    expect(waiting()[1]).toMatchObject({
      task_id: 't2',
      params: { num: 2 },
      purpose: 'align',
      submitted_by: 'ada',
      hold: { reason: 'No sample yet.', by: 'ada' },
    });
  });

  it('copy items to behind the last of them, held where they are', () => {
    const { writes, as, add, waiting, names } = startQueue();
    add('a', 'b', 'c');
    writes.hold(['t1'], 'Wait.', as());
    const copies = writes.duplicate(['t2', 't1'], as());
    expect(names()).toEqual(['a', 'b', 'a', 'b', 'c']);
    expect(copies.map(({ name, hold }) => [name, hold?.reason])).toEqual([
      ['a', 'Wait.'],
      ['b', undefined],
    ]);
    expect(new Set(waiting().map(({ task_id }) => task_id)).size).toBe(5);
  });

  it('take items out, or all of them', () => {
    const { writes, as, add, states, names } = startQueue();
    add('a', 'b', 'c');
    writes.remove(['t2'], as());
    expect(states()).toEqual(['b cancelled', 'a waiting', 'c waiting']);
    expect(() => writes.remove(['t1', 't2'], as())).toThrow(expect.objectContaining({ code: 'invalid_transition' }));
    expect(names()).toEqual(['a', 'c']);
    writes.clear(as());
    expect(names()).toEqual([]);
    const { revision } = as();
    writes.clear(as());
    expect(as().revision).toBe(revision);
  });

  it('let held items be passed over until they are released', () => {
    const { queue, writes, as, add } = startQueue();
    add('a', 'b');
    writes.hold(['t1'], 'The sample is missing.', as());
    expect(queue.next()?.name).toBe('b');
    expect(queue.get('t1').hold).toMatchObject({ reason: 'The sample is missing.', by: 'ada' });
    writes.release(['t1'], as());
    expect(queue.next()?.name).toBe('a');
  });

  it('put ended items into the queue again, which is then not held any more', () => {
    const { queue, writes, as, add, names, run } = startQueue();
    add('a');
    run(failed('a', new Error('no beam')));
    expect(queue.get('t1').hold).toMatchObject({ reason: 'a failed: no beam', by: 'hutch' });
    const [again] = writes.requeue(['t1'], 'back', as(BOB));
    expect(names()).toEqual(['a']);
    expect(again).toMatchObject({ submitted_by: 'bob', hold: null, outcome: null, run_uids: [] });
    expect(queue.get('t1').hold).toBeNull();
    expect(() => writes.requeue([again?.task_id ?? ''], 'back', as())).toThrow(
      expect.objectContaining({ code: 'invalid_transition' }),
    );
  });

  it('put a held item that ended away, once', () => {
    const { queue, writes, as, add, run } = startQueue();
    add('a');
    run(failed('a', new Error('no beam')));
    writes.remove(['t1'], as());
    expect(queue.get('t1')).toMatchObject({ state: 'failed', hold: null });
    expect(() => writes.remove(['t1'], as())).toThrow(expect.objectContaining({ code: 'invalid_transition' }));
  });

  it('keep lists under names, which are not lost by accident', () => {
    const { queue, writes, as, add } = startQueue();
    add('a', 'stop', 'b');
    writes.saveList('monday', undefined, false, ADA);
    expect(queue.lists.get('monday')).toMatchObject({
      saved_by: 'ada',
      items: [
        { kind: 'plan', name: 'a', params: {} },
        { kind: 'stop', purpose: 'Change the sample.' },
        { kind: 'plan', name: 'b', params: {} },
      ],
    });
    expect(() => writes.saveList('monday', ['t1'], false, BOB)).toThrow(
      expect.objectContaining({ code: 'not_allowed' }),
    );
    writes.saveList('monday', ['t1'], true, BOB);
    expect(queue.lists.get('monday').items).toHaveLength(1);
    expect(() => queue.lists.get('mondai')).toThrow(
      expect.objectContaining({ code: 'unknown_list', message: 'There is no list "mondai"; did you mean "monday"?' }),
    );
    queue.lists.remove('monday');
    expect(queue.lists.all()).toEqual([]);
    writes.clear(as());
    expect(() => writes.saveList('empty', undefined, false, ADA)).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    );
  });
});

describe('a write that was made from an old revision', () => {
  it('is refused with what has changed since, and by whom', () => {
    const { writes, as, add, names } = startQueue();
    add('scan', 'count');
    const seen = as(BOB);
    writes.move(['t2'], 'front', as());
    const refused = () => writes.clear(seen);
    expect(refused).toThrow('The queue has changed since you looked: count was moved to the front by ada (console).');
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'conflict',
        details: {
          revision: seen.revision + 1,
          changes: [expect.objectContaining({ by: 'ada (console)', what: 'count was moved to the front.' })],
        },
      }),
    );
    expect(names()).toEqual(['count', 'scan']);
  });

  it('is not refused because a task has started or ended well: a queue of short plans could never be written to', () => {
    const { writes, add, as, run, names } = startQueue();
    add('a', 'b', 'c');
    const seen = as();
    run();
    writes.move(['t3'], 'front', seen);
    expect(names()).toEqual(['c', 'b']);
  });

  it('is refused because a task has failed: whoever starts the queue should know', () => {
    const { writes, add, as, run } = startQueue();
    add('a', 'b');
    const seen = as();
    run(failed('a', new Error('no beam')));
    expect(() => writes.start(seen)).toThrow('The queue has changed since you looked: a failed: no beam.');
  });

  it('is told the last changes where there were many, and remembers two hundred', () => {
    const { writes, as, add, list } = startQueue();
    const seen = { by: BOB, revision: list().queue.revision };
    for (let i = 0; i < 250; i += 1) add(`p${i}`);
    let error: unknown;
    try {
      writes.clear(seen);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(HutchError);
    expect((error as HutchError).message).toContain('197 more changes; p247 was added at the back by ada (console)');
    expect((error as HutchError).details?.changes).toHaveLength(200);
    expect(() => writes.clear({ by: BOB, revision: as().revision + 5 })).toThrow(
      'The queue is not the one that you looked at. Look again.',
    );
  });

  it('does not keep anybody from stopping the queue', () => {
    const { writes, add, list } = startQueue();
    add('a');
    writes.stop(BOB);
    expect(list().queue).toMatchObject({ running: false, reason: 'The queue was stopped by bob.' });
  });
});
