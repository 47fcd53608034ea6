// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useHostStore } from './host-store.ts';
import { useHostNow, useLostSince } from './use-lost-since.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 100_000 });
  useHostStore.setState({ connection: { status: 'connected', since: 0 } });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('the time of the host stands still while nobody knows whether anything goes on', async () => {
  const { result } = renderHook(() => useHostNow(250));
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(result.current).toBeCloseTo(101);
  const connection = { status: 'lost', since: 101_000, reason: 'gone', attempt: 1, retryAt: 0 } as const;
  act(() => useHostStore.setState({ connection }));
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  expect(result.current).toBeCloseTo(101);
  act(() => useHostStore.setState({ connection: { status: 'connected', since: 131_000 } }));
  expect(result.current).toBeCloseTo(131);
});

test('before the first connection nothing is old', () => {
  useHostStore.setState({ connection: { status: 'connecting' } });
  expect(renderHook(() => useLostSince()).result.current).toBeUndefined();
});
