import { describe, expect, test } from 'vitest';
import type { Msg } from '../../engine/msg.ts';
import type { Movable } from '../../engine/protocols.ts';
import { FakeDetector, FakeMotor } from '../testing/fake-devices.ts';
import type { ScanSpec } from './scan-spec.ts';
import { specIssues } from './spec-issues.ts';
import { specScan } from './spec-scan.ts';

class HintedMotor extends FakeMotor {
  get hints() {
    return { fields: [this.name] };
  }
}

const x = new HintedMotor('stage-x', { low: -25, high: 25 });
const y = new HintedMotor('stage-y');
const det = new FakeDetector('det');

function line(axis: Movable, start: number, stop: number, num: number): ScanSpec<Movable> {
  return { type: 'Linspace', axis, start, stop, num };
}

function product(outer: ScanSpec<Movable> | number, inner: ScanSpec<Movable> | number): ScanSpec<Movable> {
  return { type: 'Product', outer, inner, gap: true };
}

const grid = product(line(y, 0, 1, 2), { type: 'Snake', spec: line(x, 0, 2, 3) });

function messages(spec: ScanSpec<Movable>, md?: Record<string, unknown>): Msg[] {
  return [...specScan([det], spec, { md })];
}

function moves(spec: ScanSpec<Movable>): string[] {
  return messages(spec).flatMap(({ command, obj, args }) => {
    return command === 'set' ? [`${(obj as Movable).name} ${String(args[0])}`] : [];
  });
}

function startOf(spec: ScanSpec<Movable>, md?: Record<string, unknown>) {
  return messages(spec, md).find(({ command }) => command === 'open_run')?.kwargs;
}

describe('spec_scan', () => {
  test('moves along the path, each motor only where it has to', () => {
    expect(moves(grid)).toEqual([
      'stage-y 0',
      'stage-x 0',
      'stage-x 1',
      'stage-x 2',
      'stage-y 1',
      'stage-x 1',
      'stage-x 0',
    ]);
  });

  test('stages detectors and motors, and takes an event of all of them at every point', () => {
    const commands = messages(line(x, 0, 1, 2)).map(({ command, obj }) =>
      obj ? `${command} ${(obj as Movable).name}` : command,
    );
    const point = ['checkpoint', 'set stage-x', 'wait', 'create', 'read det', 'read stage-x', 'save'];
    expect(commands).toEqual([
      'stage det',
      'stage stage-x',
      'open_run',
      ...point,
      ...point,
      'close_run',
      'unstage stage-x',
      'unstage det',
    ]);
  });

  test('stops at midpoints even where the spec says fly', () => {
    expect(moves({ type: 'Fly', spec: line(x, 0, 1, 2) })).toEqual(['stage-x 0', 'stage-x 1']);
  });

  test('describes a grid as grid_scan does', () => {
    expect(startOf(grid)).toMatchObject({
      plan_name: 'spec_scan',
      detectors: ['det'],
      motors: ['stage-y', 'stage-x'],
      num_points: 6,
      num_intervals: 5,
      shape: [2, 3],
      extents: [
        [0, 1],
        [0, 2],
      ],
      snaking: [false, true],
      hints: {
        gridding: 'rectilinear',
        dimensions: [
          [['stage-y'], 'primary'],
          [['stage-x'], 'primary'],
        ],
      },
      plan_args: {
        detectors: ["FakeDetector('det')"],
        spec: {
          type: 'Product',
          outer: { type: 'Linspace', axis: 'stage-y', start: 0, stop: 1, num: 2 },
          inner: { type: 'Snake', spec: { type: 'Linspace', axis: 'stage-x', start: 0, stop: 2, num: 3 } },
          gap: true,
        },
        per_step: 'None',
      },
    });
  });

  test('describes motors that move together as one dimension, and repeats as the time', () => {
    const start = startOf(product({ type: 'Zip', left: line(x, 0, 1, 3), right: line(y, 0, 1, 3) }, 4));
    expect(start).toMatchObject({
      shape: [3, 4],
      hints: {
        dimensions: [
          [['stage-x', 'stage-y'], 'primary'],
          [['time'], 'primary'],
        ],
      },
    });
    expect(start).not.toHaveProperty('snaking');
    expect(start).not.toHaveProperty('hints.gridding');
  });

  test('lets the metadata of the caller win, and needs no hints of a motor', () => {
    const md = { shape: 'mine', hints: { dimensions: [] } };
    expect(startOf(grid, md)).toMatchObject({ shape: 'mine', hints: { dimensions: [], gridding: 'rectilinear' } });
    expect(startOf(line(new FakeMotor('plain'), 0, 1, 2))).toHaveProperty('hints', {});
  });

  test.each<[string, ScanSpec<Movable>, string]>([
    ['moves nothing', product(2, 3), 'the spec moves nothing: count does that'],
    ['has no points', product(0, line(x, 0, 1, 2)), 'the spec of stage-x holds no points'],
    [
      'has points for months',
      line(x, 0, 1, 1e12),
      'the spec of stage-x holds 1000000000000 points: more than 10000000',
    ],
  ])('refuses a spec that %s before anything happens', (_, spec, sentence) => {
    expect(() => messages(spec)).toThrow(expect.objectContaining({ code: 'invalid_params', message: sentence }));
    expect([...specIssues(spec, ['spec'])]).toEqual([{ path: ['spec'], code: 'invalid_params', message: sentence }]);
  });
});

describe('the check of a spec among parameters', () => {
  test('finds nothing wrong with a path within the limits', () => {
    expect([...specIssues(grid, ['spec'])]).toEqual([]);
    expect([...specIssues(line(y, -1e6, 1e6, 3), ['spec'])]).toEqual([]);
  });

  test.each([
    ['above', line(x, 0, 25.5, 3), ['axis'], 'stage-x ends at 25 mm: 25.5 is beyond its upper limit'],
    [
      'below',
      product(line(y, 0, 1, 2), line(x, -26, 0, 3)),
      ['inner', 'axis'],
      'stage-x ends at -25 mm: -26 is beyond its lower limit',
    ],
  ])('names a motor that would go %s its limits', (_, spec, place, message) => {
    expect([...specIssues(spec, ['spec'])]).toEqual([{ path: ['spec', ...place], code: 'limit_violation', message }]);
  });

  test('says why a spec has no path', () => {
    expect([...specIssues(product(line(x, 0, 1, 2), line(x, 0, 1, 2)), ['rows', 0])]).toEqual([
      { path: ['rows', 0], code: 'invalid_params', message: 'stage-x is moved by two parts of the spec at once' },
    ]);
  });
});
