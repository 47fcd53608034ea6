import { describe, expect, it } from 'vitest';
import { plannedRange } from './planned-range.ts';

const base = { uid: 'run', time: 0 };

describe('plannedRange', () => {
  it('reads start and stop of each motor of an inner product', () => {
    const scan = {
      ...base,
      motors: ['stage-x', 'stage-y'],
      plan_pattern: 'inner_product',
      plan_pattern_args: { num: 3, args: ['stage-x', 1, 0, 'stage-y', 5, 6] },
    };
    expect(plannedRange(scan, 'stage-x', [])).toEqual({ low: 0, high: 1, count: undefined });
    expect(plannedRange(scan, 'stage-y', [])).toEqual({ low: 5, high: 6, count: undefined });
  });

  it('reads extents and shape of a grid', () => {
    const grid = {
      ...base,
      motors: ['stage-y', 'stage-x'],
      extents: [
        [-1, 1],
        [0, 2],
      ],
      shape: [3, 5],
    };
    expect(plannedRange(grid, 'stage-x', [])).toEqual({ low: 0, high: 2, count: 5 });
  });

  it('takes a relative scan from where its first point is, and knows nothing before', () => {
    const scan = {
      ...base,
      plan_name: 'rel_scan',
      motors: ['stage-x'],
      plan_pattern: 'inner_product',
      plan_pattern_args: { num: 3, args: ['stage-x', 1, -1] },
    };
    expect(plannedRange(scan, 'stage-x', [])).toBeUndefined();
    expect(plannedRange(scan, 'stage-x', [Number.NaN])).toBeUndefined();
    expect(plannedRange(scan, 'stage-x', [2, 1])).toEqual({ low: 0, high: 2, count: undefined });
    expect(plannedRange({ ...scan, plan_name: 'x2x_scan' }, 'stage-x', [2])).toMatchObject({ low: 0, high: 2 });
    expect(plannedRange({ ...scan, plan_name: 'scan' }, 'stage-x', [2])).toMatchObject({ low: -1, high: 1 });
  });

  it('knows of a relative grid where it goes, of other relative patterns only what has been measured', () => {
    const grid = {
      ...base,
      plan_name: 'rel_grid_scan',
      plan_pattern: 'outer_product',
      motors: ['stage-y', 'stage-x'],
      extents: [
        [-1, 1],
        [0, 2],
      ],
      shape: [3, 5],
    };
    expect(plannedRange(grid, 'stage-y', [4])).toEqual({ low: 4, high: 6, count: 3 });
    const spiral = { ...grid, plan_name: 'rel_spiral_square', plan_pattern: 'spiral_square' };
    expect(plannedRange(spiral, 'stage-y', [4])).toBeUndefined();
  });

  it('knows nothing of other keys, of foreign metadata, or of a range without length', () => {
    expect(plannedRange({ ...base, motors: ['stage-x'] }, 'det', [])).toBeUndefined();
    expect(plannedRange({ ...base, motors: 'stage-x' }, 'stage-x', [])).toBeUndefined();
    expect(plannedRange({ ...base, motors: ['stage-x'], extents: [[1, 1]] }, 'stage-x', [])).toBeUndefined();
  });
});
