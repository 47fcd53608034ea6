import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { Interrupts } from './interrupts.ts';

describe('interrupts', () => {
  const setUp = () => {
    const process = new EventEmitter();
    let now = 0;
    const interrupts = new Interrupts(process as unknown as NodeJS.Process, () => now);
    const listener = vi.fn();
    interrupts.onInterrupt(listener);
    const press = (afterMs: number, signal = 'SIGINT') => {
      now += afterMs;
      process.emit(signal);
    };
    return { process, interrupts, listener, press };
  };

  it('are counted', () => {
    const { listener, press } = setUp();
    press(1000);
    press(1000, 'SIGTERM');
    expect(listener.mock.calls).toEqual([[1], [2]]);
  });

  it('count once when npm passes on what the terminal has sent', () => {
    const { interrupts, press } = setUp();
    press(1000);
    press(5);
    expect(interrupts.count).toBe(1);
  });

  it('tell which signal it was, and are two where it is another one', () => {
    const { interrupts, press } = setUp();
    press(1000);
    expect(interrupts.signal).toBe('SIGINT');
    press(5, 'SIGTERM');
    expect([interrupts.count, interrupts.signal]).toEqual([2, 'SIGTERM']);
  });

  it('leave no listener behind', () => {
    const { process, interrupts } = setUp();
    interrupts[Symbol.dispose]();
    expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(0);
  });
});
