import { describe, expect, it } from 'vitest';
import { namedDevices } from './devices-in-use.ts';
import { deviceModel, motorModel } from './testing/device-builders.ts';

const byName = new Map(
  [motorModel('stage.x'), motorModel('stage.y'), deviceModel('det'), deviceModel('i0')].map((model) => [
    model.name,
    model,
  ]),
);

describe('namedDevices', () => {
  it('finds devices at any depth of the parameters, movables first', () => {
    const params = { detectors: ['det', 'i0'], axes: [{ motor: 'stage.x', start: 0 }], metadata: { sample: 'LaB6' } };
    expect(namedDevices(params, undefined, byName)).toEqual(['stage.x', 'det', 'i0']);
  });

  it('adds those that only the start document names, once', () => {
    const start = { uid: 'run', time: 0, motors: ['stage-x', 'stage-y'], detectors: ['det'] };
    expect(namedDevices({ motor: 'stage.x' }, start, byName)).toEqual(['stage.x', 'stage.y', 'det']);
  });

  it('finds nothing where no device is named', () => {
    expect(namedDevices({ time: 5 }, { uid: 'run', time: 0 }, byName)).toEqual([]);
  });
});
