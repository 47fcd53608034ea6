import { describe, expect, it, vi } from 'vitest';
import type { MsgGenerator } from './msg.ts';
import { m, recordEngine } from './testing/record-engine.ts';
import { TestDetector } from './testing/test-devices.ts';

describe('the message loop', () => {
  it('gives the event loop its turn while a plan runs at full speed', async () => {
    const { engine } = recordEngine();
    let stop = false;
    function* endless(): MsgGenerator<void> {
      while (!stop) yield m('checkpoint');
    }
    const gaps: number[] = [];
    let last = performance.now();
    const finished = engine.run(endless());
    for (let i = 0; i < 20; i++) {
      await new Promise<void>((resolve) => setTimeout(resolve, 1));
      gaps.push(performance.now() - last);
      last = performance.now();
    }
    stop = true;
    expect((await finished).exitStatus).toBe('success');
    expect(gaps.sort((a, b) => a - b)[10]).toBeLessThan(500);
  });

  it('lets a message that changes documents finish before a pause, and does not wait for it at an abort', async () => {
    const { engine, states } = recordEngine();
    const det = new TestDetector();
    let release: () => void = () => undefined;
    det.configure = () =>
      new Promise((resolve) => {
        release = () => resolve([{}, {}]);
      }) as never;
    const finished = engine.run([m('configure', det, [{}]), m('configure', det, [{}])]);
    const paused = engine.requestPause();
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(states.at(-1)).toBe('pausing');
    release();
    await paused;
    await engine.resume();
    await new Promise<void>((resolve) => setImmediate(resolve));
    await engine.abort('now');
    expect((await finished).reason).toBe('now');
  });

  it('reports the error itself where a plan delegates to a list, which cannot take one', async () => {
    const { engine } = recordEngine();
    function* plan(): MsgGenerator<void> {
      yield* [m('sleep', null, [60])];
    }
    const finished = engine.run(plan());
    await engine.abort('enough');
    expect(await finished).toMatchObject({ exitStatus: 'abort', reason: 'enough' });
  });

  it('wraps what a plan throws that is no error', async () => {
    const { engine } = recordEngine();
    function* plan(): MsgGenerator<void> {
      yield m('null');
      throw 'just a string';
    }
    expect(await engine.run(plan())).toMatchObject({ exitStatus: 'fail', reason: 'just a string' });
  });

  it('throws what the message hook throws into the plan', async () => {
    const { engine } = recordEngine();
    engine.msgHook = () => {
      throw new Error('bad hook');
    };
    expect((await engine.run([m('null')])).reason).toBe('bad hook');
  });

  it('warns of a plan that did not yield for five seconds, by its name', async () => {
    const warn = vi.fn();
    const { engine } = recordEngine({ logger: { info: () => undefined, warn, error: () => undefined } });
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    function* plan(): MsgGenerator<void> {
      clock.mockReturnValue(5_200);
      yield m('null');
    }
    await engine.run(plan(), { planName: 'heavy' });
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('The plan heavy did not yield for 5.2 s'));
  });

  it('warns, once, of a plan that sends messages for five seconds without using a device or waiting', async () => {
    const warn = vi.fn();
    const { engine } = recordEngine({ logger: { info: () => undefined, warn, error: () => undefined } });
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    function* plan(): MsgGenerator<void> {
      for (let i = 0; i < 4_000; i++) {
        now += 2;
        yield m('checkpoint');
      }
    }
    await engine.run(plan(), { planName: 'idler' });
    const idle = warn.mock.calls.filter(([text]) => String(text).includes('without using a device'));
    expect(idle).toHaveLength(1);
    expect(idle[0]?.[0]).toContain('The plan idler');
  });
});
