import { type Device, isDeviceManager, mainMetadata, mainValue, PseudoAxis } from '@hutch/sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noLeaks } from '../src-main/device/testing/no-leaks.ts';
import { devices } from './beamline.ts';
import { SimFrameDetector } from './sim/sim-frame-detector.ts';
import { SimMotor } from './sim/sim-motor.ts';
import { SimPointDetector } from './sim/sim-point-detector.ts';
import { simWorld } from './sim/sim-world.ts';

noLeaks();

beforeEach(() => {
  devices.setFixtures({ world: () => simWorld({ HUTCH_SIM_SPEED: '1000' }) });
});
afterEach(() => {
  devices.dispose();
});

it('declares the beamline in the order of the beam, with a description each, and builds nothing', () => {
  expect(isDeviceManager(devices)).toBe(true);
  expect(devices.declarations.map(({ name }) => name)).toEqual([
    'ring_current',
    'shutter',
    'mono',
    'mirror',
    'slits',
    'i0',
    'stage',
    'temperature',
    'fluo',
    'it',
    'det',
    'counter',
    'andor',
    'pilatus',
    'eiger',
  ]);
  for (const { description, built } of devices.declarations) {
    expect([typeof description, built]).toEqual(['string', undefined]);
  }
});

it('every device connects, is simulated, and one with a main value tells how to show it', async () => {
  const shown: unknown[] = [];
  for (const lazy of devices.declarations) {
    const device = await lazy.connect();
    expect([lazy.name, device.simulated, lazy.health.state]).toEqual([lazy.name, true, 'connected']);
    const main = mainValue(device);
    if (main) shown.push([lazy.name, mainMetadata(main).units, mainMetadata(main).dtype, main.setpoint !== undefined]);
  }
  expect(shown).toEqual([
    ['ring_current', 'mA', 'number', false],
    ['shutter', undefined, 'string', true],
    ['i0', 'counts', 'integer', false],
    ['temperature', 'K', 'number', true],
    ['fluo', 'counts', 'integer', false],
    ['it', 'counts', 'integer', false],
    ['det', 'counts', 'integer', false],
    ['counter', 'counts', 'integer', false],
    ['andor', 'counts', 'integer', false],
    ['pilatus', 'counts', 'integer', false],
    ['eiger', 'counts', 'integer', false],
  ]);
});

/** A device at a dotted path below one that is declared. */
async function part<T>(path: string, kind: new (...args: never[]) => T): Promise<T> {
  const [root = '', ...rest] = path.split('.');
  let device: Device | undefined = await devices.find(root)?.connect();
  for (const key of rest) device = device?.children().get(key);
  if (!(device instanceof kind)) throw new Error(`${path} is not what the test expects`);
  return device;
}

async function countsOf(name: string): Promise<number> {
  const detector = await part(name, SimPointDetector);
  await detector.trigger().wait();
  return detector.readback.getValue();
}

it('a scan of the energy shows an edge: it falls, fluo rises, i0 does not care', async () => {
  const energy = await part('mono.energy', PseudoAxis);
  await (await part('stage.x', SimMotor)).set(0.42).wait();
  const at = async (eV: number) => {
    await energy.set(eV).wait();
    expect(await energy.locate()).toEqual({ setpoint: expect.closeTo(eV, 5), readback: expect.closeTo(eV, 0) });
    return { i0: await countsOf('i0'), it: await countsOf('it'), fluo: await countsOf('fluo') };
  };
  const below = await at(8950);
  const above = await at(9050);
  expect(below.it / above.it).toBeGreaterThan(2.5);
  expect(above.fluo / below.fluo).toBeGreaterThan(10);
  expect(below.i0 / above.i0).toBeCloseTo(1, 1);
});

it('the energy has the limits of the Bragg angle', async () => {
  const energy = await part('mono.energy', PseudoAxis);
  const { limits } = energy.setpoint.metadata;
  expect([limits?.low, limits?.high].map((limit) => Math.round(limit ?? 0))).toEqual([3076, 22_684]);
  expect(() => energy.set(30_000)).toThrow(/^mono\.energy ends at 22684 eV: 30000 is beyond its upper limit$/);
});

it('narrow slits and a tilted mirror take beam away, and aligned again they give it back', async () => {
  const gap = await part('slits.x_gap', PseudoAxis);
  const pitch = await part('mirror.pitch', PseudoAxis);
  const full = await countsOf('i0');
  await gap.set(0.2).wait();
  const narrow = await countsOf('i0');
  await gap.set(1).wait();
  await pitch.set(2.6).wait();
  const tilted = await countsOf('i0');
  await pitch.set(3).wait();
  expect([narrow / full < 0.5, Math.round((10 * tilted) / full), Math.round((await countsOf('i0')) / full)]).toEqual([
    true,
    5,
    1,
  ]);
});

it('moving the centre of the slits keeps their gap', async () => {
  const centre = await part('slits.y_centre', PseudoAxis);
  const gap = await part('slits.y_gap', PseudoAxis);
  for (const place of [1, -2, 0.5]) await centre.set(place).wait();
  expect(await gap.locate()).toEqual({ setpoint: expect.closeTo(1, 9), readback: expect.closeTo(1, 2) });
});

it('a pseudo axis stops in mid-move, and its real axes with it', async () => {
  devices.setFixtures({ world: () => simWorld({ HUTCH_SIM_SPEED: '10' }) });
  const energy = await part('mono.energy', PseudoAxis);
  const status = energy.set(5000);
  await expect.poll(async () => (await energy.locate()).readback).toBeLessThan(8900);
  await energy.stop(false);
  await expect(status.wait()).rejects.toThrow(/^mono\.bragg was stopped at/);
  expect((await energy.locate()).readback).toBeGreaterThan(5000);
});

it('connects as mock, too', async () => {
  for (const lazy of devices.declarations) {
    await lazy.connect({ mock: true });
    expect([lazy.name, lazy.health.state]).toEqual([lazy.name, 'mock']);
  }
});

it.each([
  ['dett:fail', "there is no simulated device 'dett'; did you mean det?"],
  ['stage.xx:stall', "there is no simulated device 'stage.xx'; did you mean stage.x?"],
  ['stage:stall', "there is no simulated device 'stage'"],
  ['det:fial', "det has no fault 'fial'; did you mean fail?; it knows fail, stall, slow, "],
  ['shutter:lose_frame', "shutter has no fault 'lose_frame'; it knows "],
])('the fault plan %j is refused by whatever device is connected first', async (faults, sentence) => {
  devices.setFixtures({ world: () => simWorld({ HUTCH_SIM_FAULT: faults }, () => devices.declarations) });
  for (const name of ['i0', 'eiger']) {
    await expect(devices.find(name)?.connect()).rejects.toThrow(`HUTCH_SIM_FAULT: ${sentence}`);
  }
});

it('a fault plan whose names are right is carried out', async () => {
  const faults = 'stage.x:stall, eiger:lose_frame@3';
  devices.setFixtures({ world: () => simWorld({ HUTCH_SIM_FAULT: faults }, () => devices.declarations) });
  expect((await part('stage.x', SimMotor)).sim.fault.getValue()).toBe('stall');
  const { sim } = await part('eiger', SimFrameDetector);
  expect([sim.fault.getValue(), sim.faultAfter.getValue()]).toEqual(['lose_frame', 2]);
});
