import {
  Checkable,
  Configurable,
  HasHints,
  Locatable,
  type ProgressUpdate,
  type Protocol,
  Readable,
  Stoppable,
  Subscribable,
  satisfies,
} from '@hutch/sdk';
import { expect, it, vi } from 'vitest';
import { noLeaks } from '../../src-main/device/testing/no-leaks.ts';
import { SimStage } from './sim-stage.ts';
import { simWorld } from './sim-world.ts';

noLeaks({ clock: 'fake' });

async function stageX(environment: Record<string, string> = {}) {
  const world = simWorld(environment);
  const stage = new SimStage(world).setName('stage');
  await stage.connect();
  return { x: stage.x, stage, world };
}
const seconds = (time: number) => vi.advanceTimersByTimeAsync(time * 1000);

it('satisfies what plans and consoles ask of a motor; the stage itself cannot be read', async () => {
  const { x, stage } = await stageX();
  const protocols: Protocol<unknown>[] = [
    Readable,
    Configurable,
    HasHints,
    Locatable,
    Stoppable,
    Checkable,
    Subscribable,
  ];
  for (const protocol of protocols) expect([protocol.name, satisfies(x, protocol)]).toEqual([protocol.name, true]);
  expect(satisfies(stage, Readable)).toBe(false);
  expect([x.name, x.path, x.simulated, x.hints]).toEqual(['stage-x', 'stage.x', true, { fields: ['stage-x'] }]);
  expect(Object.keys(await x.readConfiguration())).toEqual(['stage-x-velocity', 'stage-x-acceleration']);
});

it('moves in the time that velocity and acceleration give, and settles near its target', async () => {
  const { x, world } = await stageX();
  const status = x.set(4);
  expect(x.activity.getValue()).toBe('moving');
  // 4 mm at 2 mm/s with 0.2 s of ramps: 2.2 s, and 0.05 s to settle.
  await seconds(1.1);
  expect(x.readback.getValue()).toBeCloseTo(2, 1);
  expect(status.done).toBe(false);
  await seconds(1.16);
  expect(status.success).toBe(true);
  expect(x.locate()).toEqual({ setpoint: 4, readback: expect.closeTo(4, 2) });
  expect(x.readback.getValue()).not.toBe(4);
  expect(world.beam.sample.x).toBe(x.readback.getValue());
  expect(x.activity.getValue()).toBe('idle');
});

it('is faster by as much as simulated time is, and by its velocity', async () => {
  const { x } = await stageX({ HUTCH_SIM_SPEED: '100' });
  const status = x.set(4);
  await seconds(0.03);
  expect(status.success).toBe(true);
  x.velocity.set(20);
  const faster = x.set(0);
  await seconds(0.02);
  expect(faster.success).toBe(true);
});

it('reports where it is, where it goes and how long that takes', async () => {
  const { x } = await stageX();
  const status = x.set(4);
  const seen: ProgressUpdate[] = [];
  await seconds(1.1);
  status.watch((update) => seen.push(update));
  expect(seen[0]).toMatchObject({
    name: 'stage-x',
    initial: 0,
    target: 4,
    unit: 'mm',
    precision: 3,
    current: expect.closeTo(2, 1),
    fraction: expect.closeTo(0.5, 1),
    timeElapsed: expect.closeTo(1.1, 1),
    timeRemaining: expect.closeTo(1.1, 1),
  });
  await seconds(2);
  expect(seen.at(-1)).toMatchObject({ current: 4, fraction: 0, timeRemaining: 0 });
});

it.each([
  [26, 'limit_violation', 'stage.x ends at 25 mm: 26 is beyond its upper limit'],
  [-25.5, 'limit_violation', 'stage.x ends at -25 mm: -25.5 is beyond its lower limit'],
  [Number.NaN, 'limit_violation', 'stage.x has limits and cannot be set to NaN'],
  ['4' as unknown as number, 'invalid_params', "stage.x: expected a number, not '4'"],
])('refuses to go to %s and does not move', async (value, code, message) => {
  const { x } = await stageX();
  const refusal = expect.objectContaining({ code, message });
  expect(() => x.checkValue(value)).toThrow(refusal);
  expect(() => x.set(value)).toThrow(refusal);
  expect(x.locate()).toEqual({ setpoint: 0, readback: 0 });
});

it('refuses a second move while it moves, and goes on with the first', async () => {
  const { x } = await stageX();
  const status = x.set(1);
  expect(() => x.set(2)).toThrow(
    expect.objectContaining({ code: 'device_busy', message: 'stage.x is moving to 1.000 mm: stop it first' }),
  );
  await seconds(1);
  expect(status.success).toBe(true);
});

it('a stop brakes: it takes its braking distance, and the status says where it stands', async () => {
  const { x } = await stageX();
  const status = x.set(10);
  await seconds(1);
  const before = x.readback.getValue();
  const stopped = x.stop(false);
  void x.stop(false);
  expect(x.activity.getValue()).toBe('stopping');
  await seconds(0.25);
  await stopped;
  // 2 mm/s at 10 mm/s²: 0.2 mm, from where it is between two ticks.
  expect(x.readback.getValue() - before).toBeGreaterThan(0.15);
  expect(x.readback.getValue() - before).toBeLessThan(0.35);
  expect(status.exception()).toMatchObject({
    code: 'cancelled',
    message: expect.stringMatching(/^stage\.x was stopped at 2\.\d{3} mm, on its way to 10\.000 mm$/),
  });
  const after = x.readback.getValue();
  await seconds(5);
  expect(x.readback.getValue()).toBe(after);
});

it('a stop with success ends the move well', async () => {
  const { x } = await stageX();
  const status = x.set(10);
  await seconds(1);
  void x.stop(true);
  await seconds(0.25);
  expect([status.success, x.readback.getValue() < 3]).toEqual([true, true]);
});

it('a stop at once stands where it is', async () => {
  const { x } = await stageX();
  x.stopMode.set('at_once');
  const status = x.set(10);
  await seconds(1);
  const before = x.readback.getValue();
  await x.stop(false);
  expect(status.done).toBe(true);
  expect(x.readback.getValue() - before).toBeLessThan(0.11);
});

it('a stop while nothing moves, and after the end, does nothing', async () => {
  const { x } = await stageX();
  await x.stop();
  const status = x.set(1);
  await seconds(1);
  await x.stop(false);
  expect(status.success).toBe(true);
});

it('a stop while it settles ends the move', async () => {
  const { x } = await stageX();
  const status = x.set(4);
  await seconds(2.21);
  expect(status.done).toBe(false);
  await x.stop(true);
  expect(status.success).toBe(true);
  await seconds(1);
});

it('stalled, it never arrives: the move fails with a time limit, and nothing tries again', async () => {
  const { x } = await stageX({ HUTCH_SIM_FAULT: 'stage.x:stall' });
  const status = x.set(4);
  await seconds(30);
  expect(status.exception()).toMatchObject({
    code: 'timeout',
    message: 'stage.x did not reach 4.000 mm in time: it stands at 1.600 mm',
  });
  const place = x.readback.getValue();
  await seconds(30);
  expect(x.readback.getValue()).toBe(place);
});

it('stalled, it can be stopped', async () => {
  const { x } = await stageX({ HUTCH_SIM_FAULT: 'stage.x:stall' });
  const status = x.set(4);
  await seconds(3);
  await x.stop(false);
  expect(status.exception()).toMatchObject({ code: 'cancelled' });
});

it('fails at the operation that it was told to fail at, once', async () => {
  const { x } = await stageX({ HUTCH_SIM_FAULT: 'stage.x:fail@2' });
  const outcomes: (string | undefined)[] = [];
  for (const target of [1, 2, 3]) {
    const status = x.set(target);
    await seconds(3);
    outcomes.push(status.exception()?.message);
  }
  expect(outcomes).toEqual([
    undefined,
    expect.stringMatching(/^stage\.x stands at 1\.5\d\d mm: following error$/),
    undefined,
  ]);
});

it('refuses to stop when told so, says it, and can be stopped again afterwards', async () => {
  const { x } = await stageX();
  x.sim.fault.set('refuse_to_stop');
  const status = x.set(20);
  await seconds(1);
  await expect(x.stop()).rejects.toMatchObject({
    code: 'device_failed',
    message: 'stage.x refuses to stop: the drive does not answer the command',
  });
  expect(status.done).toBe(false);
  x.sim.fault.set('none');
  void x.stop(false);
  await seconds(1);
  expect(status.done).toBe(true);
});

it('lost in mid-move, the move fails at once, readings fail, and the connection says since when and why', async () => {
  const { x } = await stageX();
  const status = x.set(20);
  await seconds(1);
  x.sim.fault.set('disconnect');
  await seconds(0);
  expect(status.exception()).toMatchObject({
    code: 'not_connected',
    message: 'stage.x (sim://stage-x): the controller does not answer',
  });
  expect(() => x.read()).toThrow('stage.x.readback (sim://stage-x): the controller does not answer');
  expect(x.connection).toMatchObject({ state: 'disconnected', error: { code: 'not_connected' } });
  await expect(x.set(1).wait()).rejects.toMatchObject({ code: 'not_connected' });
  x.sim.fault.set('none');
  expect([x.connection.state, x.readback.getValue() > 1]).toEqual(['connected', true]);
});

it('lost before it was connected, it does not connect, and says which signals; a retry does', async () => {
  const stage = new SimStage(simWorld({ HUTCH_SIM_FAULT: 'stage.y:disconnect' })).setName('stage');
  await expect(stage.connect()).rejects.toMatchObject({
    code: 'not_connected',
    details: { signals: [{ signal: 'stage.y.readback', address: 'sim://stage-y' }, { signal: 'stage.y.setpoint' }] },
  });
  expect(stage.x.connection.state).toBe('connected');
  stage.y.sim.fault.set('none');
  await stage.connect({ force: true });
  expect(stage.connection.state).toBe('connected');
});

it.each([
  ['jump', { value: 1, alarm_severity: 0 }],
  ['nan', { value: Number.NaN, alarm_severity: 3 }],
  ['alarm', { value: 0, alarm_severity: 2 }],
] as const)('%s shows in the readback at once', async (fault, reading) => {
  const { x } = await stageX();
  x.sim.fault.set(fault);
  expect(x.readback.getReading()).toMatchObject(reading);
});

it('overshoots: it passes its target and comes back', async () => {
  const { x } = await stageX();
  x.sim.fault.set('overshoot');
  const seen: number[] = [];
  const leave = x.readback.subscribeValue((value) => seen.push(value));
  const status = x.set(5);
  await seconds(5);
  leave();
  expect(Math.max(...seen)).toBeGreaterThan(5.3);
  expect(x.readback.getValue()).toBeCloseTo(5, 2);
  expect(status.success).toBe(true);
});

it('slow, it takes ten times as long', async () => {
  const { x } = await stageX();
  x.sim.fault.set('slow');
  const status = x.set(1);
  await seconds(4);
  expect(status.done).toBe(false);
  await seconds(2);
  expect(status.success).toBe(true);
});

it('let go in mid-move, it ends the move', async () => {
  const { x } = await stageX();
  const status = x.set(20);
  await seconds(1);
  x.dispose();
  await seconds(0);
  expect(status.exception()).toMatchObject({ code: 'cancelled' });
});
