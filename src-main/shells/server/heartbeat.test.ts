import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { keepHeartbeat } from './heartbeat.ts';

describe('the heartbeat', () => {
  const socket = Object.assign(new EventEmitter(), { ping: vi.fn(), terminate: vi.fn() });
  beforeEach(() => {
    vi.useFakeTimers();
    keepHeartbeat(socket as unknown as WebSocket, 1000);
  });
  afterEach(() => {
    socket.emit('close');
    expect(vi.getTimerCount()).toBe(0);
    socket.removeAllListeners();
    vi.clearAllMocks();
    vi.useRealTimers();
  });

  it('leaves a client alone that answers', () => {
    for (let beat = 0; beat < 5; beat += 1) {
      vi.advanceTimersByTime(1000);
      socket.emit('pong');
    }
    expect(socket.ping).toHaveBeenCalledTimes(5);
    expect(socket.terminate).not.toHaveBeenCalled();
  });

  it('cuts off a client that is silent from one beat to the next', () => {
    vi.advanceTimersByTime(1000);
    expect(socket.terminate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(socket.terminate).toHaveBeenCalledOnce();
  });
});
