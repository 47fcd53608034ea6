import { expect, it } from 'vitest';
import { float } from './datatype.ts';
import { derivedSignalR, derivedSignalRW } from './derived-signal.ts';
import { Device } from './device.ts';
import { callbackOnMockPut, setMockValue } from './mock.ts';
import { softSetter, softSignalRW } from './soft-signal.ts';
import { noLeaks } from './testing/no-leaks.ts';

noLeaks();

/** A mirror of 1 m between two jacks: its pitch in mrad is the difference of their heights in mm. */
class Mirror extends Device {
  readonly upstream = softSignalRW(float, { units: 'mm' });
  readonly downstream = softSignalRW(float, { units: 'mm' });
  readonly pitch = derivedSignalRW({
    datatype: float,
    units: 'mrad',
    precision: 2,
    inputs: { up: this.upstream, down: this.downstream },
    derive: ({ up, down }) => down - up,
    limits: () => ({ low: -5, high: 5 }),
    set: (pitch) => this.downstream.set(Number(this.upstream.getValue()) + pitch),
  });
}

it('is computed at each reading, as new as the newest input and as alarmed as the worst', () => {
  const mirror = new Mirror().setName('m');
  softSetter(mirror.upstream)(1, { timestamp: 100, severity: 2 });
  softSetter(mirror.downstream)(3, { timestamp: 200 });
  expect(mirror.pitch.read()).toEqual({ 'm-pitch': { value: 2, timestamp: 200, alarm_severity: 2 } });
  expect(mirror.pitch.describe()).toEqual({
    'm-pitch': {
      source: 'derived://m-pitch',
      dtype: 'number',
      dtype_numpy: '<f8',
      shape: [],
      units: 'mrad',
      precision: 2,
      limits: { control: { low: -5, high: 5 } },
    },
  });
});

it('follows every input while somebody listens, and none afterwards', () => {
  const mirror = new Mirror().setName('m');
  const seen: number[] = [];
  const leave = mirror.pitch.subscribeValue((value) => seen.push(value));
  mirror.upstream.set(1);
  mirror.downstream.set(4);
  leave();
  mirror.downstream.set(5);
  expect(seen).toEqual([0, -1, 3]);
  expect([mirror.upstream.listenerCount, mirror.downstream.listenerCount]).toEqual([0, 0]);
});

it('is set by what it is computed from, within limits, and done when that is', async () => {
  const mirror = new Mirror().setName('m');
  await mirror.connect({ mock: true });
  setMockValue(mirror.upstream, 1);
  expect(() => mirror.pitch.set(6)).toThrow('m.pitch ends at 5 mrad: 6 is beyond its upper limit');
  let proceed: () => void = () => undefined;
  callbackOnMockPut(mirror.downstream, () => new Promise<void>((resolve) => (proceed = resolve)));
  const status = mirror.pitch.set(2);
  await Promise.resolve();
  expect([mirror.downstream.getValue(), status.done]).toEqual([3, false]);
  proceed();
  await expect.poll(() => status.success).toBe(true);
});

it('over mocked inputs it works, and is not mocked itself', async () => {
  const mirror = new Mirror().setName('m');
  await mirror.connect({ mock: true });
  setMockValue(mirror.downstream, 7);
  expect([mirror.pitch.getValue(), mirror.pitch.source, mirror.pitch.connection.state]).toEqual([
    7,
    'derived://m-pitch',
    'mock',
  ]);
});

it('is lost with an input and names it, and comes back when all are back', async () => {
  const mirror = new Mirror().setName('m');
  await mirror.connect();
  const [lost, other] = [softSetter(mirror.upstream), softSetter(mirror.downstream)];
  lost.lose('jack 1 is off');
  other.lose('jack 2 is off');
  expect(mirror.pitch.connection.state).toBe('disconnected');
  expect(() => mirror.pitch.read()).toThrow('m.upstream (soft://m-upstream): jack 1 is off');
  lost.lose(null);
  expect(mirror.pitch.connection.state).toBe('disconnected');
  other.lose(null);
  expect(mirror.pitch.connection.state).toBe('connected');
});

it('lets go of its inputs when it is disposed of', () => {
  const input = softSignalRW(float);
  const double = derivedSignalR({ datatype: float, inputs: { input }, derive: (values) => 2 * values.input });
  double.subscribeValue(() => undefined);
  double.dispose();
  expect(input.listenerCount).toBe(0);
});
