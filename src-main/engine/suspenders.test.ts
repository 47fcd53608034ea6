import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deferred } from './deferred.ts';
import type { Suspender } from './suspender.ts';
import {
  SuspendBoolHigh,
  SuspendBoolLow,
  SuspendCeil,
  SuspendFloor,
  SuspendInBand,
  SuspendOutBand,
  SuspendWhenChanged,
  SuspendWhenOutsideBand,
} from './suspenders/index.ts';
import { m, recordEngine } from './testing/record-engine.ts';
import { StagedDetector, TestMotor, TestSignal } from './testing/test-devices.ts';

const engine = () => ({ suspenderTripped: vi.fn() });
const signalOf = (value: unknown) => new TestSignal('s', value) as never;

describe('suspenders', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each<[string, (signal: never) => Suspender, good: unknown, bad: unknown, still: unknown[], why: string]>([
    ['SuspendBoolHigh', (s) => new SuspendBoolHigh(s), 0, 1, [1], 'Signal s is high'],
    ['SuspendBoolLow', (s) => new SuspendBoolLow(s), true, false, [0], 'Signal s is low'],
    ['SuspendFloor', (s) => new SuspendFloor(s, 5, { resumeThreshold: 7 }), 8, 4.5, [6], 'Signal s = 4.5 fell below 5'],
    ['SuspendCeil', (s) => new SuspendCeil(s, 5, { resumeThreshold: 3 }), 2, 5.5, [4], 'Signal s = 5.5 went above 5'],
    ['SuspendWhenOutsideBand', (s) => new SuspendWhenOutsideBand(s, 0, 1), 0.5, 1, [0], 'Signal s = 1 is outside of'],
    ['SuspendInBand', (s) => new SuspendInBand(s, 0, 1), 0.5, 2, [-1], 'Signal s = 2 is outside of the range (0, 1)'],
    [
      'SuspendOutBand',
      (s) => new SuspendOutBand(s, 0, 1),
      1,
      0.5,
      [0.1],
      'Signal s = 0.5 is inside of the range (0, 1)',
    ],
    [
      'SuspendWhenChanged',
      (s) => new SuspendWhenChanged<never>(s, { allowResume: true }),
      'us',
      'them',
      ['others'],
      "Signal s is 'them' where 'us' was expected",
    ],
  ])('%s trips, explains itself, and releases', async (_, make, good, bad, still, why) => {
    const signal = new TestSignal('s', good);
    const suspender = make(signal as never);
    const owner = engine();
    suspender.install(owner);
    expect(suspender.tripped).toBe(false);
    expect(suspender.justification).toBe('');
    expect(suspender.waitForRelease()).toBeNull();
    signal.put(bad);
    expect(owner.suspenderTripped).toHaveBeenCalledExactlyOnceWith(suspender);
    expect(suspender.justification).toContain(why);
    const wait = suspender.waitForRelease();
    for (const value of still) signal.put(value);
    expect(wait?.released).toBe(false);
    signal.put(good);
    expect(wait?.released).toBe(true);
    await wait?.();
    suspender.remove();
    expect(signal.callbacks.size).toBe(0);
  });

  it('SuspendWhenChanged does not let the plan go on by itself unless it was told so', () => {
    const signal = new TestSignal('s', 'us');
    const suspender = new SuspendWhenChanged(signal);
    suspender.install(engine());
    signal.put('them');
    signal.put('us');
    expect(suspender.tripped).toBe(true);
    expect(suspender.justification).toContain('abort it');
  });

  it('waits for `sleep` seconds of good values; a relapse starts that anew and is no second suspension', async () => {
    const signal = new TestSignal('s', 0);
    const suspender = new SuspendBoolHigh(signal, { sleep: 10, trippedMessage: 'beam dump' });
    const owner = engine();
    suspender.install(owner);
    signal.put(1);
    expect(suspender.justification).toBe('Signal s is high: beam dump');
    const wait = suspender.waitForRelease();
    signal.put(0);
    await vi.advanceTimersByTimeAsync(9_000);
    signal.put(1);
    signal.put(0);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(wait?.released).toBe(false);
    expect(owner.suspenderTripped).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(wait?.released).toBe(true);
  });

  it('releases whoever waits when it is removed, and leaves no timer', () => {
    const signal = new TestSignal('s', 1);
    const suspender = new SuspendBoolHigh(signal, { sleep: 10 });
    suspender.install(engine());
    const wait = suspender.waitForRelease();
    signal.put(0);
    suspender.remove();
    suspender.remove();
    expect(wait?.released).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['a floor that resumes below itself', () => new SuspendFloor(signalOf(0), 5, { resumeThreshold: 4 })],
    ['a ceiling that resumes above itself', () => new SuspendCeil(signalOf(0), 5, { resumeThreshold: 6 })],
    ['a band upside down', () => new SuspendOutBand(signalOf(0), 1, 1)],
    ['a negative sleep', () => new SuspendBoolHigh(signalOf(0), { sleep: -1 })],
  ])('refuses %s', (_, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_params' }));
  });

  it('refuses what cannot be watched', () => {
    expect(() => new SuspendBoolHigh({ name: 'x' } as never)).toThrow(
      /Device x is not Subscribable: it has no subscribe/,
    );
  });

  it('makes a plan wait that starts while it is tripped', async () => {
    const { engine: runEngine, commands } = recordEngine();
    const signal = new TestSignal('s', 1);
    runEngine.installSuspender(new SuspendBoolHigh(signal));
    const finished = runEngine.run([m('null')]);
    await vi.advanceTimersByTimeAsync(10);
    expect(commands).toEqual(['wait_for']);
    signal.put(0);
    expect((await finished).exitStatus).toBe('success');
    expect(commands).toEqual(['wait_for', 'null']);
  });

  it('is installed and removed by messages, and removal lets a suspended plan go on', async () => {
    const { engine: runEngine, commands } = recordEngine();
    const signal = new TestSignal('s', 0);
    const suspender = new SuspendBoolHigh(signal);
    const finished = runEngine.run([m('install_suspender', null, [suspender]), m('sleep', null, [1])]);
    signal.put(1);
    await expect.poll(() => commands.at(-1)).toBe('wait_for');
    runEngine.removeSuspender(suspender);
    await expect.poll(() => commands.at(-1)).toBe('sleep');
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await finished).exitStatus).toBe('success');
    expect(runEngine.suspenders.size).toBe(0);
  });

  it.each([
    ['while a message goes on', false],
    ['while the plan is paused', true],
  ])('only waits, and touches no device, where that is all it is for: it trips %s', async (_, paused) => {
    const { engine: runEngine, commands } = recordEngine();
    const [motor, det] = [new TestMotor(), new StagedDetector()];
    const { promise, resolve } = deferred();
    const wait = Object.assign(() => promise, { released: false });
    const suspender: Suspender = {
      ...{ tripped: true, justification: 'Not now.', prePlan: null, postPlan: null, onlyWaits: true },
      ...{ install: () => undefined, remove: () => undefined, waitForRelease: () => wait },
    };
    const moved = m('set', motor, [1], { group: 'g' });
    const finished = runEngine.run([moved, m('stage', det), m('checkpoint'), m('sleep', null, [1]), m('null')]);
    await expect.poll(() => commands.at(-1)).toBe('sleep');
    if (paused) await runEngine.requestPause();
    const [motorWas, detWas] = [[...motor.log], [...det.log]];
    runEngine.suspenderTripped(suspender);
    if (paused) await runEngine.resume();
    else await vi.advanceTimersByTimeAsync(1000);
    await expect.poll(() => commands.at(-1)).toBe('wait_for');
    expect(motor.log).toEqual(motorWas);
    expect(det.log).toEqual(paused ? [...detWas, 'resume'] : detWas);
    resolve();
    await expect.poll(() => commands.at(-1)).toBe(paused ? 'sleep' : 'null');
    await vi.advanceTimersByTimeAsync(1000);
    expect((await finished).exitStatus).toBe('success');
    expect(commands.filter((command) => command === 'set' || command === '_start_suspender')).toEqual(['set']);
  });
});
