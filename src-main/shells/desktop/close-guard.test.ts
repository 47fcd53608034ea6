import type { Dialog, MessageBoxOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { aTaskList } from '../testing/a-task-list.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { CloseGuard } from './close-guard.ts';

const KEEP = 0;
const GO = 1;

describe('closing the application', () => {
  let api: FakeHostApi;

  beforeEach(() => {
    vi.useFakeTimers();
    api = new FakeHostApi();
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  /** A guard whose dialogs are answered with `responses`, in order. */
  function guarded(...responses: number[]) {
    const asked: MessageBoxOptions[] = [];
    const errors = vi.fn();
    const setClosing = vi.fn();
    const dialog = {
      showMessageBox: async (question: MessageBoxOptions) => {
        asked.push(question);
        return { response: responses.shift() ?? expect.unreachable('asked too often'), checkboxChecked: false };
      },
      showErrorBox: errors,
    } as unknown as Dialog;
    const guard = new CloseGuard({ host: { api, setClosing }, dialog, cleanupLimitMs: 1000 });
    return { guard, asked, errors, setClosing };
  }

  it('asks nothing when nothing runs', async () => {
    const { guard, asked } = guarded();
    expect(await guard.mayClose()).toBe(true);
    expect(asked).toEqual([]);
  });

  it('leaves the plan alone when the person thinks better of it', async () => {
    const { guard, asked } = guarded(KEEP);
    api.enterState('RUNNING');
    expect(await guard.mayClose()).toBe(false);
    expect(asked[0]).toMatchObject({ message: 'A plan is running.', defaultId: KEEP, cancelId: KEEP });
    expect(asked[0]?.detail).toContain('the data taken so far is kept');
    expect(api.asked).not.toContain('worker.stop');
  });

  it('asks about a plan of which nothing was told: while the store fails nothing is', async () => {
    api.on('worker.status', () => ({
      state: 'RUNNING',
      since: 0,
      task_id: 'a',
      resumable: true,
      pause_requested: false,
    }));
    const { guard, asked } = guarded(KEEP);
    expect(await guard.mayClose()).toBe(false);
    expect(asked).toMatchObject([{ message: 'A plan is running.' }]);
  });

  it.each([
    [KEEP, false],
    [GO, true],
  ])('asks the person where the host does not answer; the answer %j means %j', async (response, closes) => {
    api.on('worker.status', () => new Promise(() => undefined));
    const { guard, asked } = guarded(response);
    const closing = guard.mayClose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await closing).toBe(closes);
    expect(asked).toMatchObject([{ message: 'Hutch does not say whether a plan is running.', cancelId: KEEP }]);
  });

  it('asks about a paused plan too', async () => {
    const { guard, asked } = guarded(KEEP);
    api.enterState('PAUSED');
    await guard.mayClose();
    expect(asked).toHaveLength(1);
  });

  it('stops the plan through its cleanup and closes when the engine is idle, not before', async () => {
    const { guard, setClosing } = guarded(GO);
    api.enterState('RUNNING');
    const closed = vi.fn();
    const closing = guard.mayClose().then(closed);
    await vi.advanceTimersByTimeAsync(500);
    expect(api.asked).toContain('worker.stop');
    expect(setClosing.mock.calls).toEqual([[true]]);
    expect(closed).not.toHaveBeenCalled();
    api.enterState('IDLE');
    await closing;
    expect(closed).toHaveBeenCalledWith(true);
    expect(api.asked).not.toContain('worker.halt');
  });

  it.each([
    [KEEP, false],
    [GO, true],
  ])('asks before what is not stored is lost; the answer %j means %j', async (response, closes) => {
    api.on('tasks.list', () => ({ ...aTaskList([]), unstored: true }));
    const { guard, asked, setClosing } = guarded(response);
    expect(await guard.mayClose()).toBe(closes);
    expect(asked).toMatchObject([{ message: 'Not everything is stored yet.', defaultId: KEEP, cancelId: KEEP }]);
    expect(asked[0]?.buttons).toEqual(['Keep open', 'Close and lose it']);
    expect(setClosing).toHaveBeenLastCalledWith(closes);
  });

  it('does not say that data is kept while it is not stored, and asks about that when the plan has ended', async () => {
    api.on('tasks.list', () => ({ ...aTaskList([]), unstored: true }));
    api.on('worker.stop', () => {
      api.enterState('IDLE');
      return { state: 'IDLE', since: 0, task_id: null, resumable: false, pause_requested: false };
    });
    const { guard, asked, setClosing } = guarded(GO, KEEP);
    api.enterState('RUNNING');
    expect(await guard.mayClose()).toBe(false);
    expect(asked.map(({ message }) => message)).toEqual(['A plan is running.', 'Not everything is stored yet.']);
    expect(asked[0]?.detail).toContain('Not everything is stored yet');
    expect(asked[0]?.detail).not.toContain('is kept');
    expect(setClosing).toHaveBeenLastCalledWith(false);
  });

  it('offers to halt a cleanup that takes too long, and waits on when that is refused', async () => {
    const { guard, asked } = guarded(GO, KEEP, GO);
    api.enterState('RUNNING');
    const closing = guard.mayClose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.map(({ message }) => message)).toEqual(['A plan is running.', 'The plan is still cleaning up.']);
    expect(api.asked).not.toContain('worker.halt');
    await vi.advanceTimersByTimeAsync(1000);
    expect(api.asked).toContain('worker.halt');
    api.enterState('IDLE');
    expect(await closing).toBe(true);
  });

  it('shows one dialog however often the window is closed', async () => {
    const { guard, asked } = guarded(KEEP);
    api.enterState('RUNNING');
    expect(await Promise.all([guard.mayClose(), guard.mayClose()])).toEqual([false, false]);
    expect(asked).toHaveLength(1);
  });

  it('stays open, lets tasks start again and says why when the plan cannot be stopped', async () => {
    api.on('worker.stop', () => {
      throw new HutchError('internal', 'The worker does not answer.');
    });
    const { guard, errors, setClosing } = guarded(GO);
    api.enterState('RUNNING');
    const closing = guard.mayClose();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await closing).toBe(false);
    expect(setClosing).toHaveBeenLastCalledWith(false);
    expect(errors).toHaveBeenCalledWith('The plan could not be stopped', 'The worker does not answer.');
  });
});
