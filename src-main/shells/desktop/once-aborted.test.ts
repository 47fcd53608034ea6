import { expect, it, vi } from 'vitest';
import { onceAborted } from './once-aborted.ts';

it('a listener hears of a signal that is aborted later, and of one that was before', () => {
  const listener = vi.fn();
  const gone = new AbortController();
  onceAborted(gone.signal, listener);
  expect(listener).not.toHaveBeenCalled();
  gone.abort();
  expect(listener).toHaveBeenCalledTimes(1);
  onceAborted(gone.signal, listener);
  expect(listener).toHaveBeenCalledTimes(2);
});
