import { afterEach, describe, expect, it, vi } from 'vitest';
import { deferred } from './deferred.ts';
import type { MsgGenerator } from './msg.ts';
import type { RunEngine } from './run-engine.ts';
import { SuspendBoolHigh } from './suspenders/index.ts';
import { ManualStatus } from './testing/manual-status.ts';
import { m, recordEngine, takeEvent } from './testing/record-engine.ts';
import { StagedDetector, TestDetector, TestMotor, TestSignal } from './testing/test-devices.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Fails the test instead of hanging it. */
async function ended<T>(finished: Promise<T>, engine: RunEngine): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`stuck in ${engine.state}`)), 20_000);
  });
  return Promise.race([finished, late]).finally(() => clearTimeout(timer));
}

describe('answers that arrive when nobody wants them any more', () => {
  it('opens no run for a scan number that arrives after an abort', async () => {
    const scanId = deferred<number>();
    const { engine, documents } = recordEngine({ scanIdSource: () => scanId.promise });
    const finished = engine.run([m('open_run')]);
    await engine.abort();
    await finished;
    scanId.resolve(7);
    await turn();
    expect(documents).toEqual([]);
    expect(engine.md.scan_id).toBeUndefined();
  });

  it('starts no monitor for a signal that describes itself after an abort', async () => {
    const { engine } = recordEngine();
    const signal = new TestSignal();
    const description = deferred<Record<string, never>>();
    signal.describe = () => description.promise as never;
    const finished = engine.run([m('open_run'), m('monitor', signal)]);
    await engine.abort();
    await finished;
    description.resolve({});
    await turn();
    expect(signal.callbacks.size).toBe(0);
  });

  it('keeps a reading out of the event when its device describes itself after a pause', async () => {
    const { engine, docs } = recordEngine();
    const det = new TestDetector();
    const keys = det.describe();
    const descriptions: ((keys: unknown) => void)[] = [];
    det.describe = () => new Promise((resolve) => void descriptions.push(resolve as never)) as never;
    const finished = engine.run([m('open_run'), m('checkpoint'), ...takeEvent([det]), m('close_run')]);
    await engine.requestPause();
    await engine.resume();
    for (const describe of descriptions) describe(keys);
    await turn();
    for (const describe of descriptions) describe(keys);
    expect((await finished).exception).toBeNull();
    expect(docs('event')).toHaveLength(1);
  });
});

describe('what a device or a listener throws at a bad moment', () => {
  it('fails the plan, and cleans up, when a monitored signal cannot be let go at a pause', async () => {
    const { engine, docs } = recordEngine();
    const [motor, signal] = [new TestMotor(), new TestSignal()];
    signal.clearSub = () => {
      throw new Error('not connected');
    };
    const finished = engine.run([
      m('open_run'),
      m('monitor', signal, [], { name: 'signal' }),
      m('set', motor, [1]),
      m('pause'),
      m('null'),
    ]);
    await engine.machine.until(['paused', 'idle', 'panicked']);
    if (engine.state === 'paused') await engine.resume();
    expect(await ended(finished, engine)).toMatchObject({ exitStatus: 'fail', reason: 'not connected' });
    expect(motor.log.at(-1)).toBe('stop true');
    expect(docs('stop')).toMatchObject([{ exit_status: 'fail' }]);
  });

  it('fails the plan when a monitored signal cannot be subscribed again at the resume', async () => {
    const { engine } = recordEngine();
    const signal = new TestSignal();
    let connected = true;
    signal.subscribe = () => {
      if (!connected) throw new Error('not connected');
    };
    const finished = engine.run([m('open_run'), m('monitor', signal), m('pause'), m('null')]);
    await engine.machine.until(['paused']);
    connected = false;
    await engine.resume();
    expect(await ended(finished, engine)).toMatchObject({ exitStatus: 'fail', reason: 'not connected' });
  });

  it('pauses although a subscriber fails on the record of it, and fails the plan at the resume', async () => {
    const { engine } = recordEngine({ recordInterruptions: true });
    engine.subscribe(() => {
      throw new Error('disk full');
    }, 'event');
    const finished = engine.run([m('open_run'), m('sleep', null, [60])]);
    await engine.requestPause();
    expect(engine.state).toBe('paused');
    await engine.resume();
    expect(await ended(finished, engine)).toMatchObject({ exitStatus: 'fail', reason: 'disk full' });
  });

  it('ends a wait although its hook throws', async () => {
    const { engine } = recordEngine();
    const motor = new TestMotor();
    motor.manual = true;
    engine.waitingHook = () => {
      throw new Error('no window');
    };
    const finished = engine.run([m('set', motor, [1], { group: 'g' }), m('wait', null, [], { group: 'g' })]);
    await turn();
    motor.status?.finish();
    expect(await ended(finished, engine)).toMatchObject({ exitStatus: 'success' });
  });

  it('takes an abort although a device that was set gave no status', async () => {
    const { engine } = recordEngine();
    const motor = new TestMotor();
    motor.set = () => undefined as never;
    function* plan(): MsgGenerator<void> {
      try {
        yield m('set', motor, [1]);
      } catch {
        yield m('sleep', null, [60]);
      }
    }
    const finished = engine.run(plan());
    await turn();
    await ended(engine.abort('why'), engine);
    expect(await finished).toMatchObject({ exitStatus: 'abort', reason: 'why' });
  });

  it('closes a run whose plan gives a reason that is no text', async () => {
    const { engine, docs } = recordEngine();
    const result = await engine.run([m('open_run'), m('close_run', null, [], { reason: 5 })]);
    expect(result).toMatchObject({ exitStatus: 'fail', exception: { code: 'invalid_params' } });
    expect(docs('stop')).toHaveLength(1);
  });

  it('gives up on a flyer that never delivers what the plan left behind', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { engine, docs } = recordEngine();
    const status = new ManualStatus();
    const flyer = {
      name: 'flyer',
      kickoff: () => status,
      complete: () => status,
      describeCollect: () => new Promise<never>(() => undefined),
    };
    const finished = engine.run([m('open_run'), m('kickoff', flyer)]);
    await vi.advanceTimersByTimeAsync(120_000);
    await finished;
    expect(docs('stop')).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('keeps no subscriber of a call that is refused', async () => {
    const { engine, docs } = recordEngine();
    const heard: string[] = [];
    const subscribers = { all: (name: string) => heard.push(name), nonsense: () => undefined };
    await expect(engine.run([m('null')], { subscribers: subscribers as never })).rejects.toThrow('nonsense');
    await engine.run([m('open_run'), m('close_run')]);
    expect(docs('start')).toHaveLength(1);
    expect(heard).toEqual([]);
  });

  it('refuses what is no suspender and forgets it', async () => {
    const { engine } = recordEngine();
    const result = await engine.run([m('install_suspender', null, [{}])]);
    expect(result).toMatchObject({ exitStatus: 'fail', exception: { code: 'bad_request' } });
    expect(engine.suspenders.size).toBe(0);
    expect((await engine.run([m('null')])).exitStatus).toBe('success');
  });
});

describe('requests at the end of a call', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gets back to idle when a suspender trips while devices are unstaged', async () => {
    const { engine } = recordEngine();
    const shutter = new TestSignal('shutter');
    engine.installSuspender(new SuspendBoolHigh(shutter));
    const det = new StagedDetector();
    const unstaged = new ManualStatus();
    det.unstage = () => unstaged as never;
    const finished = engine.run([m('stage', det)]);
    await turn();
    shutter.put(1);
    unstaged.finish();
    expect(await ended(finished, engine)).toMatchObject({ exitStatus: 'success' });
    expect(engine.state).toBe('idle');
  });

  it('gets back to idle when a plan trips a suspender with its last breath', async () => {
    const { engine } = recordEngine();
    const shutter = new TestSignal('shutter');
    engine.installSuspender(new SuspendBoolHigh(shutter));
    function* plan(): MsgGenerator<void> {
      yield m('null');
      shutter.put(1);
      throw new Error('lost the beam');
    }
    expect(await ended(engine.run(plan()), engine)).toMatchObject({ exitStatus: 'fail', reason: 'lost the beam' });
    expect(engine.state).toBe('idle');
  });

  it('forgets a deferred pause when the plan is ended, so that its cleanup may pass a checkpoint', async () => {
    const { engine, commands } = recordEngine();
    function* plan(): MsgGenerator<void> {
      try {
        yield m('sleep', null, [60]);
      } finally {
        yield m('checkpoint');
        yield m('null');
      }
    }
    const finished = engine.run(plan());
    await engine.requestPause(true);
    await engine.abort('why');
    expect(await finished).toMatchObject({ exitStatus: 'abort', reason: 'why' });
    expect(commands.slice(-2)).toEqual(['checkpoint', 'null']);
  });

  it('has rewindable as it was after a plan that runs before a suspension has failed', async () => {
    const { engine } = recordEngine();
    const shutter = new TestSignal('shutter');
    function* failing(): MsgGenerator<void> {
      yield m('null');
      throw new Error('the shutter is stuck');
    }
    engine.installSuspender(new SuspendBoolHigh(shutter, { prePlan: failing }));
    let rewindable: unknown;
    function* plan(): MsgGenerator<void> {
      try {
        yield m('sleep', null, [60]);
      } catch {
        rewindable = yield m('rewindable', null, [null]);
      }
    }
    const finished = engine.run(plan());
    shutter.put(1);
    await ended(finished, engine);
    expect(rewindable).toBe(true);
  });

  it('lets every finally of a halted plan have its end', async () => {
    const { engine, commands } = recordEngine();
    let closed = false;
    function* plan(): MsgGenerator<void> {
      try {
        try {
          yield m('sleep', null, [60]);
        } finally {
          yield m('null');
        }
      } finally {
        closed = true;
      }
    }
    const finished = engine.run(plan());
    await turn();
    await engine.halt();
    await finished;
    expect(closed).toBe(true);
    expect(commands).toEqual(['sleep']);
  });

  it('does not take waiting for not yielding', async () => {
    const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const { engine } = recordEngine({ logger, limits: { watchdogMs: 20 } });
    await engine.run([m('sleep', null, [0.05]), m('null')]);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
