import { useSyncExternalStore } from 'react';

interface Ticker {
  now: number;
  listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | undefined;
}

const tickers = new Map<number, Ticker>();

function tickerOf(intervalMs: number): Ticker {
  const known = tickers.get(intervalMs);
  if (known) return known;
  const made: Ticker = { now: Date.now() / 1000, listeners: new Set(), timer: undefined };
  tickers.set(intervalMs, made);
  return made;
}

function listen(intervalMs: number, listener: () => void): () => void {
  const ticker = tickerOf(intervalMs);
  ticker.listeners.add(listener);
  ticker.timer ??= setInterval(() => {
    ticker.now = Date.now() / 1000;
    for (const each of ticker.listeners) each();
  }, intervalMs);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    ticker.timer = undefined;
  };
}

const subscribers = new Map<number, (listener: () => void) => () => void>();

/** Seconds since the epoch, renewed every `intervalMs`; all components with the same interval share one timer. */
export function useNow(intervalMs: number): number {
  let subscribe = subscribers.get(intervalMs);
  if (!subscribe) {
    subscribe = (listener) => listen(intervalMs, listener);
    subscribers.set(intervalMs, subscribe);
  }
  return useSyncExternalStore(subscribe, () => tickerOf(intervalMs).now);
}
