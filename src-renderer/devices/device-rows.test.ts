import { describe, expect, it } from 'vitest';
import { deviceRows } from './device-rows.ts';
import { deviceModel, motorModel } from './testing/device-builders.ts';

const detector = (name: string) => deviceModel(name, { protocols: ['Readable', 'Triggerable'] });
const models = [
  deviceModel('ring_current', { description: 'Current of the storage ring' }),
  detector('i0'),
  deviceModel('stage', {
    protocols: ['HasName'],
    children: [
      motorModel('stage.x', { children: [deviceModel('stage.x.sim', { protocols: ['HasName'] })] }),
      motorModel('stage.y'),
    ],
  }),
  detector('det'),
];

const lines = (search = '', closed: string[] = []) =>
  deviceRows(models, search, new Set(closed)).map((row) =>
    row.kind === 'group' ? `${row.isOpen ? '-' : '+'} ${row.label}` : `  ${row.label}`,
  );

describe('deviceRows', () => {
  it('groups devices by what holds them, in the order of the beam, detectors last', () => {
    expect(lines()).toEqual(['- Beamline', '  ring_current', '- stage', '  x', '  y', '- Detectors', '  i0', '  det']);
  });

  it('hides what stands in a closed group', () => {
    expect(lines('', ['stage'])).toEqual(['- Beamline', '  ring_current', '+ stage', '- Detectors', '  i0', '  det']);
  });

  it('puts what a plan uses on top, under full names, and nowhere else', () => {
    const inUse = { label: 'In use by scan', names: ['stage.x', 'det', 'gone'] };
    const labels = deviceRows(models, '', new Set(), inUse).map((row) => row.label);
    expect(labels).toEqual([
      'In use by scan',
      'stage.x',
      'det',
      'Beamline',
      'ring_current',
      'stage',
      'y',
      'Detectors',
      'i0',
    ]);
  });

  it('leaves out what has nothing to show, unless it could not be built', () => {
    const broken = deviceModel('mono', { protocols: [], state: 'failed' });
    const panel = deviceModel('panel', { protocols: ['HasName'] });
    const labels = deviceRows([broken, panel], '', new Set()).map((row) => row.label);
    expect(labels).toEqual(['Beamline', 'mono']);
  });

  it('finds devices by name, kind and description, closed groups included', () => {
    expect(lines('simmotor Y', ['stage'])).toEqual(['- stage', '  y']);
    expect(lines('storage')).toEqual(['- Beamline', '  ring_current']);
    expect(lines('nothing like it')).toEqual([]);
  });
});
