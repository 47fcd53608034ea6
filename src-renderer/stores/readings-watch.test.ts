import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HutchClient } from '../client/hutch-client.ts';
import { ReadingsWatch } from './readings-watch.ts';

/** A client that only notes who is subscribed to what. */
function fakeClient() {
  const open = new Set<string>();
  const calls: string[] = [];
  const subscribe = (_stream: string, { devices }: { devices: string[] }) => {
    const names = devices.join(' ');
    open.add(names);
    calls.push(`+ ${names}`);
    return () => {
      open.delete(names);
      calls.push(`- ${names}`);
    };
  };
  return { client: { subscribe } as unknown as HutchClient, open, calls };
}

describe('ReadingsWatch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gathers what appears together in one subscription', () => {
    const { client, calls } = fakeClient();
    const watch = new ReadingsWatch(client);
    watch.watch(['stage.x']);
    watch.watch(['det', 'stage.x']);
    vi.runAllTimers();
    expect(calls).toEqual(['+ det stage.x']);
  });

  it('holds a device as long as anybody looks at it, and takes the new set before it lets the old one go', () => {
    const { client, calls, open } = fakeClient();
    const watch = new ReadingsWatch(client);
    const first = watch.watch(['det']);
    const second = watch.watch(['det', 'i0']);
    vi.runAllTimers();
    first();
    first();
    vi.runAllTimers();
    expect([...open]).toEqual(['det i0']);
    watch.watch(['det']);
    second();
    vi.runAllTimers();
    expect(calls).toEqual(['+ det i0', '+ det', '- det i0']);
  });

  it('ends the subscription when nobody looks any more', () => {
    const { client, open } = fakeClient();
    const watch = new ReadingsWatch(client);
    const end = watch.watch(['det']);
    vi.runAllTimers();
    end();
    vi.runAllTimers();
    expect(open.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not subscribe anew for what leaves and comes back at once', () => {
    const { client, calls } = fakeClient();
    const watch = new ReadingsWatch(client);
    const end = watch.watch(['det']);
    vi.runAllTimers();
    end();
    watch.watch(['det']);
    vi.runAllTimers();
    expect(calls).toEqual(['+ det']);
  });
});
