import { describe, expect, it } from 'vitest';
import type { MsgGenerator } from '../msg.ts';
import type { Readings } from '../reading.ts';
import { m, recordEngine } from '../testing/record-engine.ts';
import { TestSignal } from '../testing/test-devices.ts';

describe('monitors', () => {
  it('emit an event at every change, in a stream of their own, until they end', async () => {
    const { engine, docs } = recordEngine();
    const [a, b] = [new TestSignal('a'), new TestSignal('b')];
    await engine.run([
      m('open_run'),
      m('monitor', a, [], { name: 'of a' }),
      m('monitor', b),
      m('set', a, [1]),
      m('unmonitor', a),
      m('set', a, [2]),
      m('set', b, [3]),
      m('close_run'),
      m('set', b, [4]),
    ]);
    expect(docs('event').map((doc) => doc.data)).toEqual([{ a: 0 }, { b: 0 }, { a: 1 }, { b: 3 }]);
    expect(docs('descriptor').map((doc) => doc.name)).toEqual(['of a', expect.stringMatching(/^monitor-[0-9a-f]{6}$/)]);
    expect([a.callbacks.size, b.callbacks.size]).toEqual([0, 0]);
  });

  it('read a signal that calls back without readings', async () => {
    const { engine, docs } = recordEngine();
    const signal = new TestSignal('old');
    signal.subscribe = (callback) => callback(undefined as unknown as Readings);
    await engine.run([m('open_run'), m('monitor', signal), m('close_run')]);
    expect(docs('event').map((doc) => doc.data)).toEqual([{ old: 0 }]);
  });

  it('are back for the cleanup of a plan that is ended while it is paused', async () => {
    const { engine, docs } = recordEngine();
    const signal = new TestSignal('s');
    function* plan(): MsgGenerator<void> {
      yield* [m('open_run'), m('monitor', signal), m('checkpoint')];
      try {
        yield m('pause');
        yield m('null');
      } finally {
        yield m('set', signal, [1]);
      }
    }
    const finished = engine.run(plan());
    await engine.machine.until(['paused']);
    signal.put(7);
    await engine.stop();
    await finished;
    expect(docs('event').map((doc) => doc.data)).toEqual([{ s: 0 }, { s: 7 }, { s: 1 }]);
    expect(signal.callbacks.size).toBe(0);
  });

  it('throw what a subscriber throws into the plan, and not into the device', async () => {
    const { engine } = recordEngine();
    const signal = new TestSignal('s');
    engine.subscribe(() => {
      throw new Error('disk full');
    }, 'event');
    const finished = engine.run([m('open_run'), m('monitor', signal), m('sleep', null, [0.001])]);
    expect(() => signal.put(1)).not.toThrow();
    expect((await finished).reason).toBe('disk full');
  });
});
