import { describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { QuitSequence } from './quit-sequence.ts';

describe('the way out', () => {
  const setUp = (mayClose: boolean) => {
    const order: string[] = [];
    const api = new FakeHostApi();
    const app = { quit: () => void order.push('quit'), exit: (status?: number) => void order.push(`exit ${status}`) };
    const host = {
      api,
      setClosing: () => undefined,
      logError: () => undefined,
      dispose: async () => void order.push('dispose'),
    };
    const guard = {
      mayClose: vi.fn(async () => {
        order.push('ask');
        return mayClose;
      }),
    };
    const sequence = new QuitSequence({ app, guard, host });
    const hold = () => {
      const preventDefault = vi.fn();
      sequence.hold({ preventDefault });
      return preventDefault.mock.calls.length === 1;
    };
    return { api, order, guard, sequence, hold };
  };

  it('asks, ends the host, quits, and then holds nothing any more', async () => {
    const { order, hold } = setUp(true);
    expect(hold()).toBe(true);
    await expect.poll(() => order).toEqual(['ask', 'dispose', 'quit']);
    expect(hold()).toBe(false);
  });

  it('asks once however often it is asked', async () => {
    const { guard, order, hold } = setUp(true);
    hold();
    expect(hold()).toBe(true);
    await expect.poll(() => order).toContain('quit');
    expect(guard.mayClose).toHaveBeenCalledOnce();
  });

  it('stays open when the person says no, and asks again the next time', async () => {
    const { guard, order, hold } = setUp(false);
    hold();
    await expect.poll(() => order).toEqual(['ask']);
    await Promise.resolve();
    hold();
    expect(guard.mayClose).toHaveBeenCalledTimes(2);
    expect(order).not.toContain('dispose');
  });

  it('interrupted asks nobody, aborts the plan and ends with 130', async () => {
    const { api, guard, order, sequence } = setUp(false);
    api.enterState('RUNNING');
    const ended = sequence.interrupt(1, 'SIGINT');
    await expect.poll(() => api.asked).toContain('worker.abort');
    expect(order).toEqual([]);
    api.enterState('IDLE');
    await ended;
    expect(order).toEqual(['dispose', 'exit 130']);
    expect(guard.mayClose).not.toHaveBeenCalled();
  });

  it('interrupted a second time halts the plan', async () => {
    const { api, sequence } = setUp(false);
    api.enterState('ABORTING');
    const ended = sequence.interrupt(2, 'SIGINT');
    await expect.poll(() => api.asked).toContain('worker.halt');
    api.enterState('IDLE');
    await ended;
  });

  it('ends even when the plan cannot be ended', async () => {
    const { api, order, sequence } = setUp(false);
    api.on('worker.status', () => {
      throw new HutchError('unavailable', 'Hutch is shutting down.');
    });
    await expect(sequence.interrupt(1, 'SIGINT')).rejects.toThrow('shutting down');
    expect(order).toEqual(['dispose', 'exit 130']);
  });
});
