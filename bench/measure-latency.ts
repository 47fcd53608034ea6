import { type MsgGenerator, msg } from '../src-main/engine/msg.ts';
import { RunEngine } from '../src-main/engine/run-engine.ts';
import { BenchDetector, EndlessMotor } from './bench-devices.ts';
import { rawCount } from './bench-plans.ts';
import { median, percentile } from './median.ts';

const CALLS = 200;
const PAUSES = 40;
const STOPS = 100;

/** Milliseconds from the call to the start document of a `count`; median of many calls. */
export async function callToStartMs(): Promise<number> {
  const engine = new RunEngine();
  const det = new BenchDetector();
  let startedAt = 0;
  engine.subscribe(() => {
    startedAt = performance.now();
  }, 'start');
  const times: number[] = [];
  for (let i = 0; i < CALLS; i++) {
    const calledAt = performance.now();
    await engine.run(rawCount(det, 1));
    times.push(startedAt - calledAt);
  }
  return median(times);
}

/** Milliseconds from the request to `paused`, and from `resume()` to the first message that is sent again, under full speed. */
export async function pauseAndResumeMs(): Promise<{ pauseMs: number; resumeMs: number }> {
  const engine = new RunEngine();
  let firstMessageAt = 0;
  const pauses: number[] = [];
  const resumes: number[] = [];
  const finished = engine.run(endless());
  for (let i = 0; i < PAUSES; i++) {
    await later(2);
    const asked = performance.now();
    await engine.requestPause();
    pauses.push(performance.now() - asked);
    engine.msgHook = () => {
      firstMessageAt ||= performance.now();
    };
    firstMessageAt = 0;
    const resumed = performance.now();
    await engine.resume();
    await later(1);
    engine.msgHook = null;
    resumes.push(firstMessageAt - resumed);
  }
  await engine.abort();
  await finished;
  return { pauseMs: median(pauses), resumeMs: median(resumes) };
}

/** Milliseconds from a request to abort to `stop()` of the last of eight moving devices, under full speed; 99th percentile. */
export async function stopP99Ms(): Promise<number> {
  const engine = new RunEngine();
  const times: number[] = [];
  for (let i = 0; i < STOPS; i++) {
    const motors = Array.from({ length: 8 }, (_, axis) => new EndlessMotor(`motor${axis}`));
    const finished = engine.run(moveAndSpin(motors));
    // The request comes as it would from an operator: as an event of its own, timed from when it is due.
    const due = performance.now() + 3;
    await new Promise<void>((resolve) => setTimeout(resolve, 3));
    await engine.abort('measurement');
    await finished;
    times.push(Math.max(...motors.map((motor) => motor.stoppedAt)) - due);
  }
  return percentile(times, 0.99);
}

function* endless(): MsgGenerator<void> {
  for (;;) {
    yield msg('checkpoint', null, [], {});
    for (let i = 0; i < 20; i++) yield msg('null', null, [], {});
  }
}

function* moveAndSpin(motors: readonly EndlessMotor[]): MsgGenerator<void> {
  for (const motor of motors) yield msg('set', motor, [1], { group: 'move' });
  yield* endless();
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
