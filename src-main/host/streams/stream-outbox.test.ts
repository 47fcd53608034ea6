import { describe, expect, it } from 'vitest';
import type { DeviceReadback, HostEvent, StreamBatch } from '#shared/contract/index.ts';
import { createOutbox } from './stream-outbox.ts';

const LIMITS = { items: 10, weight: 1000 };

/** An event that is told from others by its task. */
function event(task_id: string): HostEvent {
  return { type: 'document', name: 'event', doc: {}, task_id };
}

function readback(device: string, value: number): DeviceReadback {
  const readback = { value, timestamp: 0, alarm_severity: 'none' as const };
  return {
    device,
    state: 'connected',
    state_since: 0,
    readback,
    setpoint: null,
    moving: false,
    activity: 'idle',
    owner: null,
  };
}

function first(batch: StreamBatch | undefined): number {
  return batch ? batch.seq - batch.items.length + 1 : Number.NaN;
}

describe('an outbox of an `every` stream', () => {
  it('gives everything out in order, in slices whose numbers follow each other', () => {
    const outbox = createOutbox('events', 1000);
    for (let seq = 101; seq <= 125; seq += 1) outbox.put({ seq, items: [event(String(seq))] });
    const taken: HostEvent[] = [];
    const seqs: number[] = [];
    for (let batch = outbox.take(LIMITS); batch; batch = outbox.take(LIMITS)) {
      expect(first(batch)).toBe(101 + taken.length);
      seqs.push(batch.seq);
      taken.push(...(batch.items as HostEvent[]));
    }
    expect(seqs).toEqual([110, 120, 125]);
    expect(taken.map((item) => 'task_id' in item && item.task_id)).toEqual(
      Array.from({ length: 25 }, (_, i) => String(101 + i)),
    );
    expect(outbox.empty).toBe(true);
  });

  it('takes items in while slices go out', () => {
    const outbox = createOutbox('events', 10_000);
    const taken: string[] = [];
    for (let seq = 1; seq <= 9000; seq += 1) {
      outbox.put({ seq, items: [event(String(seq))] });
      if (seq % 7 === 0)
        for (const item of outbox.take({ items: 5, weight: 100 })?.items ?? []) taken.push(JSON.stringify(item));
    }
    for (let batch = outbox.take(LIMITS); batch; batch = outbox.take(LIMITS)) {
      for (const item of batch.items) taken.push(JSON.stringify(item));
    }
    expect(taken).toEqual(Array.from({ length: 9000 }, (_, i) => JSON.stringify(event(String(i + 1)))));
  });

  it('ends a slice early when its items are heavy, but never sends none', () => {
    const outbox = createOutbox('events', 1000);
    const frame = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 0));
    for (let seq = 1; seq <= 3; seq += 1) {
      outbox.put({ seq, items: [{ type: 'document', name: 'event', doc: { data: { frame } }, task_id: '1' }] });
    }
    expect(outbox.take(LIMITS)?.items).toHaveLength(1);
    expect(outbox.take(LIMITS)?.seq).toBe(2);
  });

  it('shows a gap in the numbers to a client that has fallen too far behind', () => {
    const outbox = createOutbox('events', 20);
    for (let seq = 1; seq <= 21; seq += 1) outbox.put({ seq, items: [event(String(seq))] });
    const batch = outbox.take(LIMITS);
    expect(first(batch)).toBe(12);
    expect(batch?.seq).toBe(21);
  });
});

describe('an outbox of a `latest` stream', () => {
  it('keeps the newest item of each key', () => {
    const outbox = createOutbox('readings', 1000);
    outbox.put({ seq: 1, items: [readback('stage.x', 1)] });
    outbox.put({ seq: 2, items: [readback('det', 5)] });
    outbox.put({ seq: 3, items: [readback('stage.x', 2)] });
    expect(outbox.take(LIMITS)).toEqual({ seq: 2, items: [readback('stage.x', 2), readback('det', 5)] });
    expect(outbox.take(LIMITS)).toBeUndefined();
  });

  it('counts what this client was sent', () => {
    const outbox = createOutbox('readings', 1000);
    outbox.put({ seq: 7, items: [readback('a', 1), readback('b', 1), readback('c', 1)] });
    expect(outbox.take({ items: 2, weight: 100 })?.seq).toBe(2);
    expect(outbox.take({ items: 2, weight: 100 })?.seq).toBe(3);
  });
});
