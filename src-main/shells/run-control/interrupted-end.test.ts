import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aTaskList } from '../testing/a-task-list.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { InterruptedEnd } from './interrupted-end.ts';

const WAITS = expect.stringContaining('make room, and Hutch ends when all is stored. A second Ctrl-C');
const LOST = 'What is not stored yet is lost.';

describe('an interrupt', () => {
  let api: FakeHostApi;
  let stored: boolean;
  const told: string[] = [];

  beforeEach(() => {
    stored = true;
    told.length = 0;
    api = new FakeHostApi().on('tasks.list', () => ({ ...aTaskList([]), ...(!stored && { unstored: true as const }) }));
  });
  /** Resolves when it has looked so many times whether all is stored. */
  const lookedAt = (times: number) =>
    expect.poll(() => api.asked.filter((method) => method === 'tasks.list').length).toBeGreaterThan(times);

  const setUp = () => {
    const setClosing = vi.fn();
    const tell = (sentence: string) => void told.push(sentence);
    const ending = new InterruptedEnd({ host: { api, setClosing }, reason: 'Ctrl-C', tell, lookEveryMs: 5 });
    const ended = vi.fn();
    return { ending, ended, setClosing };
  };

  it('ends an idle host at once, and lets nothing start', async () => {
    const { ending, setClosing } = setUp();
    await ending.end(1, 'SIGINT');
    expect(setClosing).toHaveBeenCalledWith(true);
    expect(told).toEqual([]);
  });

  it('waits until everything is stored, and says so once', async () => {
    stored = false;
    const { ending, ended } = setUp();
    const end = ending.end(1, 'SIGINT').then(ended);
    await lookedAt(10);
    expect(told).toEqual([WAITS]);
    expect(ended).not.toHaveBeenCalled();
    stored = true;
    await end;
    expect(told).toEqual([WAITS]);
  });

  it('aborts a plan before it waits for the store', async () => {
    stored = false;
    api.on('worker.abort', () => {
      api.enterState('IDLE');
      return { state: 'IDLE', since: 0, task_id: null, resumable: false, pause_requested: false };
    });
    api.enterState('RUNNING');
    const { ending, ended } = setUp();
    const end = ending.end(1, 'SIGINT').then(ended);
    await lookedAt(4);
    expect(api.asked).toContain('worker.abort');
    expect(ended).not.toHaveBeenCalled();
    stored = true;
    await end;
  });

  it('that comes a second time ends both, and says what is lost', async () => {
    stored = false;
    const { ending } = setUp();
    const first = ending.end(1, 'SIGINT');
    await lookedAt(3);
    await Promise.all([first, ending.end(2, 'SIGINT')]);
    expect(told).toEqual([WAITS, LOST]);
  });

  it('by SIGTERM does not wait for the store, and says what is lost', async () => {
    stored = false;
    await setUp().ending.end(1, 'SIGTERM');
    expect(told).toEqual([LOST]);
  });

  it('does not wait for a host that does not say whether all is stored', async () => {
    api.on('tasks.list', () => new Promise(() => undefined));
    vi.useFakeTimers();
    const end = setUp().ending.end(1, 'SIGINT');
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    await end;
    expect(told).toEqual([]);
  });
});
