import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Msg, MsgGenerator } from './msg.ts';
import type { RunEngine } from './run-engine.ts';
import type { Status } from './status.ts';
import { SuspendBoolHigh } from './suspenders/index.ts';
import { doneStatus, ManualStatus } from './testing/manual-status.ts';
import { m, type Recording, recordEngine } from './testing/record-engine.ts';
import { StagedDetector, TestMotor, TestSignal } from './testing/test-devices.ts';

/** A motor whose moves take some milliseconds, or fail. */
class SlowMotor extends TestMotor {
  override set(value: unknown): Status {
    if (value === 'instant') return doneStatus();
    if (value === 'broken') return doneStatus(new Error('broken'));
    const status = new ManualStatus();
    this.status = status;
    setTimeout(() => status.finish(value === 'fails' ? new Error('fails') : null), 3);
    return status;
  }
}

const later = <T>(value: T, ms = 2) => new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

/** Lets devices take their time to answer whatever they are asked. */
function slowDown({ motors, detector, gauge }: Bench): void {
  let reads = 0;
  detector.read = () => later({ det: { value: ++reads, timestamp: 1 } }, reads % 4);
  for (const device of [detector, gauge]) {
    const keys = device.describe();
    device.describe = () => later(keys) as never;
  }
  detector.pause = () => later(undefined) as never;
  detector.resume = () => later(undefined) as never;
  const unstage = detector.unstage;
  detector.unstage = () => {
    const status = new ManualStatus();
    setTimeout(() => {
      unstage();
      status.finish();
    }, 2);
    return status as never;
  };
  for (const motor of motors) {
    const stop = motor.stop.bind(motor);
    motor.stop = () => later(stop());
  }
}

class Bench {
  readonly motors = [new SlowMotor('x'), new SlowMotor('y')];
  readonly detector = new StagedDetector('det');
  readonly gauge = new TestSignal('gauge');
  readonly shutter = new TestSignal('shutter');
  staged = 0;

  constructor() {
    this.detector.stage = () => {
      this.staged = 1;
      return [this.detector];
    };
    this.detector.unstage = () => {
      this.staged = 0;
      return [this.detector];
    };
  }
}

type MakeMessage = (bench: Bench) => Msg;
const group = fc.constantFrom('a', 'b');
const run = fc.constantFrom(null, 'other');

/** Messages in any order: most sequences are illegal somewhere. */
const message: fc.Arbitrary<MakeMessage> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<MakeMessage>(
      () => m('checkpoint'),
      () => m('null'),
    ),
  },
  { weight: 3, arbitrary: run.map((key) => () => m('open_run', null, [], {}, key)) },
  { weight: 2, arbitrary: run.map((key) => () => m('close_run', null, [], {}, key)) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(1), fc.constantFrom('instant', 'slow', 'fails', 'broken'), group).map(
      ([axis, value, name]) =>
        (bench: Bench) =>
          m('set', bench.motors[axis], [value], { group: name }),
    ),
  },
  { weight: 3, arbitrary: group.map((name) => () => m('wait', null, [], { group: name })) },
  {
    weight: 1,
    arbitrary: group.map((name) => () => m('wait', null, [], { group: name, timeout: 0.001, error_on_timeout: false })),
  },
  { weight: 2, arbitrary: fc.constantFrom(0.001, 0.004).map((seconds) => () => m('sleep', null, [seconds])) },
  { weight: 4, arbitrary: run.map((key) => () => m('create', null, [], { name: 'primary' }, key)) },
  { weight: 4, arbitrary: run.map((key) => (bench: Bench) => m('read', bench.detector, [], {}, key)) },
  { weight: 4, arbitrary: run.map((key) => () => m('save', null, [], {}, key)) },
  { weight: 1, arbitrary: run.map((key) => () => m('drop', null, [], {}, key)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('stage', 'unstage').map((command) => (bench: Bench) => m(command, bench.detector)),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('monitor', 'unmonitor').map((command) => (bench: Bench) => m(command, bench.gauge)),
  },
  { weight: 1, arbitrary: fc.boolean().map((flag) => () => m('rewindable', null, [flag])) },
  { weight: 1, arbitrary: fc.boolean().map((defer) => () => m('pause', null, [], { defer })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<MakeMessage>(
      () => m('clear_checkpoint'),
      () => m('nonsense'),
    ),
  },
);

type Verb = 'pause' | 'defer' | 'stop' | 'abort' | 'halt' | 'trip' | 'release';
const interruption = fc.record({
  at: fc.nat(30),
  delayMs: fc.nat(3),
  verb: fc.constantFrom<Verb>('pause', 'pause', 'defer', 'stop', 'abort', 'halt', 'trip', 'release'),
});
const scenario = fc.record({
  body: fc.array(message, { minLength: 3, maxLength: 30 }),
  cleanup: fc.array(message, { maxLength: 4 }),
  /** Whether devices and the source of scan numbers take their time to answer. */
  slow: fc.boolean(),
  /** What the plan does with an error: `let` it go, or go on with the next message. */
  errors: fc.constantFrom('let', 'swallow', 'swallow'),
  interruptions: fc.array(interruption, { maxLength: 4 }),
  fromPaused: fc.array(
    fc.constantFrom<'resume' | 'stop' | 'abort' | 'halt'>('resume', 'resume', 'stop', 'abort', 'halt'),
    {
      minLength: 1,
      maxLength: 5,
    },
  ),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const openRun: MakeMessage = () => m('open_run');

function* planOf({ body, cleanup, errors }: Scenario, bench: Bench): MsgGenerator<void> {
  try {
    for (const make of [openRun, ...body]) {
      try {
        yield make(bench);
      } catch (error) {
        if (errors === 'let') throw error;
      }
    }
  } finally {
    for (const make of cleanup) yield make(bench);
  }
}

function act(engine: RunEngine, bench: Bench, verb: Verb): void {
  const refused = (): undefined => undefined;
  if (verb === 'trip') bench.shutter.put(1);
  else if (verb === 'release') bench.shutter.put(0);
  else if (verb === 'pause' || verb === 'defer') engine.requestPause(verb === 'defer').catch(refused);
  else engine[verb]().catch(refused);
}

/** Runs a scenario to its end; whatever holds it (a pause, a suspension) is ended in some way. */
async function play(given: Scenario): Promise<{ recording: Recording; bench: Bench }> {
  const scanIdSource = given.slow ? () => later(1) : () => 1;
  const recording = recordEngine({ recordInterruptions: given.slow, scanIdSource });
  const { engine } = recording;
  const bench = new Bench();
  if (given.slow) slowDown(bench);
  engine.installSuspender(new SuspendBoolHigh(bench.shutter));
  const queue = [...given.fromPaused];
  let sent = 0;
  engine.msgHook = () => {
    sent++;
    for (const { at, delayMs, verb } of given.interruptions) {
      if (at !== sent) continue;
      if (delayMs === 0) act(engine, bench, verb);
      else setTimeout(() => act(engine, bench, verb), delayMs);
    }
  };
  let settled = false;
  void engine.run(planOf(given, bench)).finally(() => {
    settled = true;
  });
  for (let turns = 0; !settled; turns++) {
    if (turns > 2000) throw new Error(`stuck in ${engine.state} after ${recording.commands.at(-1)}`);
    await vi.advanceTimersByTimeAsync(1);
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (turns % 20 === 19) bench.shutter.put(0);
    if (engine.state === 'paused') {
      const verb = queue.shift() ?? 'abort';
      engine[verb]().catch(() => undefined);
    }
  }
  await vi.advanceTimersByTimeAsync(50);
  return { recording, bench };
}

describe('whatever a plan sends and whoever interrupts it', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('the engine returns to idle, closes every run once, stops every motor, unstages, and leaves nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const { recording, bench } = await play(given);
        expect(recording.engine.state).toBe('idle');
        const starts = recording.docs('start').map((doc) => doc.uid);
        const stops = recording.docs('stop').map((doc) => doc.run_start);
        expect([...stops].sort()).toEqual([...starts].sort());
        expect(new Set(stops).size).toBe(stops.length);
        expect(bench.motors.filter((motor) => motor.moving)).toEqual([]);
        expect(bench.staged).toBe(0);
        expect(bench.gauge.callbacks.size).toBe(0);
        expect(bench.motors.map((motor) => motor.status?.listeners ?? 0)).toEqual([0, 0]);
        await recording.engine.dispose();
        expect(bench.shutter.callbacks.size).toBe(0);
        expect(vi.getTimerCount()).toBe(0);
        const next = recordEngine();
        expect((await next.engine.run([m('null')])).exitStatus).toBe('success');
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('an engine that was interrupted runs the next plan as a new one would', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const { recording, bench } = await play({ ...given, slow: false });
        const { engine } = recording;
        engine.msgHook = null;
        bench.shutter.put(0);
        const before = recording.documents.length;
        const result = await engine.run([
          m('open_run'),
          m('checkpoint'),
          m('create', null, [], { name: 'primary' }),
          m('read', bench.detector),
          m('save'),
          m('close_run'),
        ]);
        expect(result).toMatchObject({ exitStatus: 'success', interrupted: false, reason: '' });
        const names = recording.documents.slice(before).map((entry) => entry.name);
        expect(names).toEqual(['start', 'descriptor', 'event', 'stop']);
        await engine.dispose();
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
