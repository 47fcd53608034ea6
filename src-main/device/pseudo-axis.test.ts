import { expect, it, vi } from 'vitest';
import { AsyncStatus } from './async-status.ts';
import { float } from './datatype.ts';
import { Device } from './device.ts';
import { mainMetadata, mainValue } from './main-value.ts';
import { PseudoAxis } from './pseudo-axis.ts';
import { checkSignal } from './set-signal.ts';
import { softSetter, softSignalRW } from './soft-signal.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

/** An axis that arrives when the test says so. */
class Axis extends Device {
  readonly readback = softSignalRW(float);
  readonly setpoint;
  readonly stops: boolean[] = [];
  refusesToStop = false;
  arrive: () => void = () => undefined;
  fail: (error: Error) => void = () => undefined;
  constructor(low: number, high: number) {
    super();
    this.setpoint = softSignalRW(float, { limits: { low, high }, units: 'mm' });
  }
  locate() {
    return { setpoint: this.setpoint.getValue(), readback: this.readback.getValue() };
  }
  checkValue(value: number) {
    checkSignal(this.setpoint, value, this.path);
  }
  set(value: number) {
    this.setpoint.set(value);
    return AsyncStatus.run(
      () =>
        new Promise<void>((resolve, reject) => {
          this.fail = reject;
          this.arrive = () => {
            softSetter(this.readback)(value);
            resolve();
          };
        }),
    );
  }
  async stop(success = true) {
    this.stops.push(success);
    if (this.refusesToStop) throw new Error(`${this.path} refuses`);
    this.fail(new Error('stopped'));
  }
}

class Slits extends Device {
  readonly left = new Axis(-10, 5);
  readonly right = new Axis(-10, 10);
  readonly gap = new PseudoAxis({
    units: 'mm',
    precision: 3,
    real: { left: this.left, right: this.right },
    forward: ({ left, right }) => left + right,
    inverse: (gap, { left, right }) => ({
      left: (left - right) / 2 + gap / 2,
      right: (right - left) / 2 + gap / 2,
    }),
  });
  readonly angle = new PseudoAxis({
    units: 'deg',
    precision: 2,
    real: { left: this.left },
    forward: ({ left }) => -2 * left,
    inverse: (angle) => ({ left: angle / -2 }),
  });
}

async function slits() {
  const device = new Slits().setName('slits');
  await device.connect();
  return device;
}

it('is where the real axes put it, and moves them together', async () => {
  const { gap, left, right } = await slits();
  const status = gap.set(4);
  await expect.poll(() => right.setpoint.getValue()).toBe(2);
  left.arrive();
  expect(status.done).toBe(false);
  right.arrive();
  await status.wait();
  expect(await gap.locate()).toEqual({ setpoint: 4, readback: 4 });
  expect(await gap.read()).toMatchObject({ 'slits-gap': { value: 4 } });
});

it('carries limits through: of one axis by its function, of several by what all of them allow', async () => {
  const { gap, angle } = await slits();
  expect(angle.setpoint.metadata.limits).toEqual({ low: -10, high: 20 });
  expect(gap.setpoint.metadata.limits).toEqual({ low: -20, high: 10 });
  const main = mainValue(gap);
  expect(main && mainMetadata(main)).toMatchObject({ units: 'mm', precision: 3, limits: { low: -20, high: 10 } });
  expect(() => gap.set(11)).toThrow('slits.gap ends at 10 mm: 11 is beyond its upper limit');
  expect(() => gap.set('1' as unknown as number)).toThrow('slits.gap: expected a number');
});

it('names the real axis that would leave its limits, and refuses a value that no place gives', async () => {
  const { left } = await slits();
  class Odd extends Device {
    readonly axis = new PseudoAxis({
      units: 'eV',
      precision: 0,
      real: { left },
      forward: (real) => real.left,
      inverse: (value) => ({ left: value > 4 ? Number.NaN : 2 * value }),
    });
  }
  const { axis } = new Odd().setName('odd');
  expect(() => axis.checkValue(3)).toThrow(
    'odd.axis cannot be 3 eV: slits.left ends at 5 mm: 6 is beyond its upper limit',
  );
  expect(() => axis.checkValue(5)).toThrow('odd.axis cannot be 5 eV: no place of left gives that');
  expect(axis.checkValue(2)).toBeUndefined();
});

it('when one axis fails, the others are stopped, once, and the move fails with its reason', async () => {
  const { gap, left, right } = await slits();
  const status = gap.set(4);
  await expect.poll(() => right.setpoint.getValue()).toBe(2);
  left.fail(new Error('following error'));
  await expect(status.wait()).rejects.toThrow('following error');
  expect([left.stops, right.stops]).toEqual([[false], [false]]);
});

it('stops every axis also when one refuses, and says which', async () => {
  const { gap, left, right } = await slits();
  const status = gap.set(4);
  await expect.poll(() => right.setpoint.getValue()).toBe(2);
  left.refusesToStop = true;
  await expect(gap.stop(false)).rejects.toThrow('slits.left refuses');
  expect(right.stops).toContain(false);
  left.refusesToStop = false;
  await gap.stop(false);
  await expect(status.wait()).rejects.toThrow('stopped');
});

it('refuses a second move while it moves', async () => {
  const { gap, left, right } = await slits();
  const status = gap.set(4);
  expect(() => gap.set(5)).toThrow(expect.objectContaining({ code: 'device_busy' }));
  await expect.poll(() => right.setpoint.getValue()).toBe(2);
  left.arrive();
  right.arrive();
  await status.wait();
});

it('reports how far it is, from all that moves', async () => {
  const { gap, left, right } = await slits();
  const status = gap.set(4);
  await expect.poll(() => right.setpoint.getValue()).toBe(2);
  const seen: unknown[] = [];
  status.watch((update) => seen.push([update.current, update.fraction, update.unit]));
  left.arrive();
  right.arrive();
  await status.wait();
  expect(seen).toEqual([
    [0, 1, 'mm'],
    [2, 0.5, 'mm'],
    [4, 0, 'mm'],
  ]);
  expect([left.readback.listenerCount, right.readback.listenerCount]).toEqual([0, 0]);
});

/** Slits whose setpoints are only known after a round trip, as those of a control system are. */
function remoteSlits(): Slits {
  const slits = new Slits().setName('slits');
  for (const { setpoint } of [slits.left, slits.right]) {
    const { backend } = setpoint;
    const getReading = backend.getReading.bind(backend);
    vi.spyOn(backend, 'getReading').mockImplementation(() => Promise.resolve(getReading()));
  }
  return slits;
}

it('limits are carried through setpoints that need a round trip, once that was made', async () => {
  const { gap, left } = remoteSlits();
  expect(gap.setpoint.metadata.limits).toBeUndefined();
  await Promise.resolve();
  await gap.locate();
  expect(gap.setpoint.metadata.limits).toEqual({ low: -20, high: 10 });
  left.setpoint.set(3);
  await gap.locate();
  expect(gap.setpoint.metadata.limits).toEqual({ low: -17, high: 7 });
});

it('a value is checked against where the setpoints are now, round trip or not', async () => {
  const { gap, left } = remoteSlits();
  await gap.locate();
  left.setpoint.set(3);
  await expect(gap.checkValue(8)).rejects.toMatchObject({
    code: 'limit_violation',
    message: 'slits.gap ends at 7 mm: 8 is beyond its upper limit',
  });
  left.setpoint.set(0);
  await gap.checkValue(8);
  const status = gap.set(11);
  await expect(status.wait()).rejects.toMatchObject({ code: 'limit_violation' });
});

it('has no limits to show, and fails nobody, where a real axis does not answer', async () => {
  const { gap, left } = remoteSlits();
  vi.spyOn(left.setpoint.backend, 'getReading').mockRejectedValue(new Error('no answer'));
  expect(gap.setpoint.metadata.limits).toBeUndefined();
  await expect(gap.checkValue(1)).rejects.toThrow('slits.left.setpoint (soft://slits-left-setpoint): no answer');
});
