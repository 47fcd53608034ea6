import { afterEach, beforeEach, expect, vi } from 'vitest';
import { LeakWatch } from './leak-watch.ts';

/** How the tests of a file keep time. */
export interface NoLeaksOptions {
  /** `fake` gives each test a clock of its own, by `vi.useFakeTimers()`. */
  readonly clock?: 'fake' | 'real';
}

/**
 * To be called once in a test file: from then on a test fails when it leaves a status that is not done, a subscription to a value or a
 * connection, or, with a fake clock, a timer. A test that fails for another reason is not told of them as well.
 */
export function noLeaks({ clock = 'real' }: NoLeaksOptions = {}): void {
  let watch: LeakWatch | undefined;
  beforeEach(() => {
    if (clock === 'fake') vi.useFakeTimers();
    watch = new LeakWatch();
  });
  afterEach(({ task }) => {
    const timers = vi.isFakeTimers() ? vi.getTimerCount() : 0;
    const leaks = [...(watch?.leaks() ?? []), ...(timers === 0 ? [] : [`timers that run: ${timers}`])];
    watch?.[Symbol.dispose]();
    if (clock === 'fake') vi.useRealTimers();
    if (task.result?.state !== 'fail') expect(leaks, 'left behind by the test').toEqual([]);
  });
}
