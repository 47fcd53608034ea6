import { isDeviceManager, mainMetadata, mainValue } from '@hutch/sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { devices } from './beamline.ts';
import { faultPlan } from './sim/sim-panel.ts';
import { simWorld } from './sim/sim-world.ts';

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
    'i0',
    'stage',
    'det',
    'andor',
    'pilatus',
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
    ['det', 'counts', 'integer', false],
    ['andor', 'counts', 'integer', false],
    ['pilatus', 'counts', 'integer', false],
  ]);
});

it('connects as mock, too', async () => {
  for (const lazy of devices.declarations) {
    await lazy.connect({ mock: true });
    expect([lazy.name, lazy.health.state]).toEqual([lazy.name, 'mock']);
  }
});

it.each([
  ['det:fail@5', { det: { kind: 'fail', operation: 5 } }],
  ['det:fail, stage.x:stall@2', { det: { kind: 'fail', operation: 1 }, 'stage.x': { kind: 'stall', operation: 2 } }],
  ['', {}],
  [undefined, {}],
])('reads the faults that %j plans', (text, plan) => {
  expect(Object.fromEntries(faultPlan(text))).toEqual(plan);
});

it.each(['det', 'det:', 'det:fail@x'])('refuses the fault plan %j', (text) => {
  expect(() => faultPlan(text)).toThrow('is not written as device:fault@operation');
});
