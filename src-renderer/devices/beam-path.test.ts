import { describe, expect, it } from 'vitest';
import type { DeviceReadback } from '#shared/contract/devices.ts';
import { beamPath, isSamePath } from './beam-path.ts';
import { deviceModel, deviceReadback } from './testing/device-builders.ts';

const shutter = deviceModel('shutter', {
  value: { field: 'shutter', dtype: 'string', shape: [], choices: ['open', 'closed'] },
});
const stage = deviceModel('stage', { children: [deviceModel('stage.x'), deviceModel('stage.y')] });
const line = [deviceModel('ring'), shutter, stage, deviceModel('det')];

const readbacks = (...list: DeviceReadback[]) =>
  Object.fromEntries(list.map((readback) => [readback.device, readback]));
const said = (device: string, value: string) =>
  deviceReadback(device, { readback: { value, timestamp: 0, alarm_severity: 'none' } });

describe('isSamePath', () => {
  it('sees a change of any station and no other', () => {
    const calm = beamPath(line, readbacks(said('shutter', 'open')));
    expect(isSamePath(calm, beamPath(line, readbacks(said('shutter', 'open'), said('det', '5'))))).toBe(true);
    expect(isSamePath(calm, beamPath(line, readbacks(said('shutter', 'closed'))))).toBe(false);
    expect(isSamePath(calm, calm.slice(1))).toBe(false);
  });
});

describe('beamPath', () => {
  it('lets the beam through to the end while the shutter is open', () => {
    expect(beamPath(line, readbacks(said('shutter', 'open'))).map((station) => station.hasBeam)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('ends the beam at a closed shutter and says so there', () => {
    const path = beamPath(line, readbacks(said('shutter', 'Closed')));
    expect(path.map((station) => station.hasBeam)).toEqual([true, true, false, false]);
    expect(path[1]).toMatchObject({ condition: 'normal', word: 'closed' });
  });

  it('marks a group when one of its children moves', () => {
    const path = beamPath(line, readbacks(deviceReadback('stage.x', { moving: true, activity: 'moving' })));
    expect(path[2]).toMatchObject({ name: 'stage', condition: 'active', word: 'moving' });
  });

  it('marks trouble above activity, and names it', () => {
    const path = beamPath(
      line,
      readbacks(
        deviceReadback('stage.x', { moving: true, activity: 'moving' }),
        deviceReadback('stage.y', { state: 'disconnected' }),
      ),
    );
    expect(path[2]).toMatchObject({ condition: 'trouble', word: 'disconnected', hasBeam: false });
  });

  it('knows a failed device before it has said anything', () => {
    expect(beamPath([deviceModel('andor', { state: 'failed' })], readbacks())[0]).toMatchObject({
      condition: 'trouble',
      word: 'failed',
    });
  });

  it('takes a major alarm for trouble that does not stop the beam', () => {
    const alarmed = deviceReadback('det', { readback: { value: 1, timestamp: 0, alarm_severity: 'major' } });
    expect(beamPath(line, readbacks(alarmed))[3]).toMatchObject({
      condition: 'trouble',
      word: 'in alarm',
      hasBeam: true,
    });
  });
});
