import { describe, expect, it, onTestFinished } from 'vitest';
import type { TaskJournal } from '../worker/task-journal.ts';
import { openStore } from './open-store.ts';
import { makeTask } from './testing/make-task.ts';
import { RunFeed } from './testing/run-feed.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function open(stateDir = temporaryFolder()) {
  const { runs, tasks } = openStore({ stateDir, now: () => 5000 });
  onTestFinished(() => runs.close());
  const journal: TaskJournal = tasks;
  return { stateDir, runs, journal };
}

const ids = (tasks: readonly { task_id: string }[]) => tasks.map(({ task_id }) => task_id);

describe('SqliteTaskJournal', () => {
  it('is empty in a new workspace', () => {
    expect(open().journal.load()).toEqual({ open: [], ended: [], settings: null, lists: [] });
  });

  it('has the queue as it was, in its order, after it is opened again', () => {
    const { stateDir, runs, journal } = open();
    for (const id of ['a', 'b', 'c', 'late']) journal.putTask(makeTask(id));
    const running = makeTask('r', { state: 'running', started_at: 200, columns: { sample: 'LaB6' } });
    journal.putTask(running);
    journal.putOrder(['c', 'a', 'gone', 'b']);
    const settings = {
      revision: 7,
      stopped: { by: 'operator' as const, reason: 'Lunch.' },
      loop: true,
      on_failure: 'continue' as const,
      changes: [{ revision: 7, at: 150, by: 'ada (console)', what: 'count was added.' }],
    };
    journal.putSettings(settings);
    runs.commit();
    runs.close();
    const loaded = open(stateDir).journal.load();
    expect(ids(loaded.open)).toEqual(['r', 'c', 'a', 'b', 'late']);
    expect(loaded.open[0]).toEqual(running);
    expect(loaded.settings).toEqual(settings);
  });

  it('writes nothing before the commit, and a task and its documents in the same one', () => {
    const { stateDir, runs, journal } = open();
    journal.putTask(makeTask('a'));
    new RunFeed(runs, 'a').open('run-1');
    expect(journal.load().open).toEqual([]);
    runs.commit();
    expect(ids(journal.load().open)).toEqual(['a']);
    journal.putTask(makeTask('a', { state: 'running' }));
    runs.close();
    const later = open(stateDir).journal;
    expect(later.load().open[0]?.state).toBe('running');
    expect(later.task('a')).toEqual(makeTask('a', { state: 'running' }));
    expect(later.task('b')).toBeUndefined();
  });

  it('knows what had begun and not ended, without the queue', () => {
    const { runs, journal } = open();
    journal.putTask(makeTask('a'));
    journal.putTask(makeTask('p', { state: 'paused' }));
    journal.putTask(makeTask('r', { state: 'running' }));
    journal.putTask(makeTask('e', { state: 'failed', ended_at: 300 }));
    runs.commit();
    expect(ids(journal.begun())).toEqual(['p', 'r']);
    journal.putTask(makeTask('r', { state: 'interrupted', ended_at: 300 }));
    runs.commit();
    expect(ids(journal.begun())).toEqual(['p']);
  });

  it('remembers the last that ended, oldest first, and all that are still held', () => {
    const { runs, journal } = open();
    const hold = { reason: 'It failed.', by: 'hutch', at: 1 };
    journal.putTask(makeTask('held', { state: 'failed', ended_at: 1, hold }));
    for (let n = 0; n < 510; n++) journal.putTask(makeTask(`t${n}`, { state: 'succeeded', ended_at: 100 + n }));
    runs.commit();
    const { ended } = journal.load();
    expect(ended).toHaveLength(501);
    expect(ids(ended).slice(0, 2)).toEqual(['held', 't10']);
    expect(ended.at(-1)?.task_id).toBe('t509');
    journal.putTask(makeTask('held', { state: 'failed', ended_at: 1, hold: null }));
    runs.commit();
    expect(ids(journal.load().ended)[0]).toBe('t10');
  });

  it('gives a cancelled task back as it was put, whatever it was before', () => {
    const { stateDir, runs, journal } = open();
    const hold = { reason: 'Later.', by: 'ada', at: 1 };
    for (const id of ['waits', 'changed', 'held']) journal.putTask(makeTask(id));
    journal.putTask(makeTask('held', { hold }));
    runs.commit();
    // One is changed in the same commit, one was put by nobody before, one ends at another time.
    journal.putTask(makeTask('changed', { purpose: 'other' }));
    const cancelled = [
      makeTask('waits', { state: 'cancelled', ended_at: 7 }),
      makeTask('changed', { state: 'cancelled', ended_at: 7, purpose: 'other' }),
      makeTask('held', { state: 'cancelled', ended_at: 8.5 }),
    ];
    for (const task of cancelled) journal.putTask(task);
    runs.commit();
    journal.putTask(makeTask('new', { state: 'cancelled', ended_at: 9 }));
    journal.putTask(makeTask('late', { state: 'cancelled', ended_at: 10 }));
    runs.close();
    const later = open(stateDir).journal;
    expect(cancelled.map(({ task_id }) => later.task(task_id))).toEqual(cancelled);
    expect(later.load().open).toEqual([]);
    expect(ids(later.load().ended)).toEqual(['waits', 'changed', 'held', 'new', 'late']);
    expect(ids(later.history({ limit: 9, states: ['cancelled'] }).tasks)).toHaveLength(5);
  });

  it('searches what has ended, newest first, a page at a time', () => {
    const { runs, journal } = open();
    const error = { code: 'device_failed' as const, message: 'stage.x did not arrive' };
    journal.putTask(
      makeTask('a', { state: 'succeeded', ended_at: 1, purpose: 'LaB6 standard', columns: { sample: 'Si-7' } }),
    );
    journal.putTask(makeTask('b', { state: 'failed', ended_at: 2, name: 'scan', error }));
    journal.putTask(makeTask('c', { state: 'aborted', ended_at: 3, params: { motor: 'stage.y', note: 'ab' } }));
    journal.putTask(makeTask('d', { state: 'waiting', purpose: 'LaB6' }));
    runs.commit();
    const found = (filter: Partial<Parameters<TaskJournal['history']>[0]>) => {
      const { tasks, more } = journal.history({ limit: 100, ...filter });
      return [ids(tasks).join(' '), more];
    };
    expect(found({})).toEqual(['c b a', false]);
    expect(found({ limit: 2 })).toEqual(['c b', true]);
    expect(found({ limit: 2, before: 2 })).toEqual(['a', false]);
    expect(found({ text: 'lab6' })).toEqual(['a', false]);
    expect(found({ text: 'si-7 STANDARD' })).toEqual(['a', false]);
    expect(found({ text: 'not arrive' })).toEqual(['b', false]);
    expect(found({ text: 'ab' })).toEqual(['c a', false]);
    expect(found({ text: '"*) OR 1=1 --' })).toEqual(['', false]);
    expect(found({ plan: 'scan' })).toEqual(['b', false]);
    expect(found({ states: ['failed', 'aborted'] })).toEqual(['c b', false]);
    expect(found({ states: [] })).toEqual(['', false]);
  });

  it('keeps lists by name until they are removed', () => {
    const { stateDir, runs, journal } = open();
    const list = { name: 'morning', items: [{ kind: 'stop' as const }], saved_at: 1, saved_by: 'ada' };
    journal.putList(list);
    journal.putList({ ...list, name: 'evening' });
    journal.putList({ ...list, saved_at: 2 });
    runs.commit();
    journal.removeList('evening');
    runs.close();
    expect(open(stateDir).journal.load().lists).toEqual([{ ...list, saved_at: 2 }]);
  });
});
