import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseScanSpec, serializeScanSpec } from '../../src-main/plan/scanspec/index.ts';
import { caseDifference } from './case-difference.ts';
import { type ExpandedCase, parseScanCase } from './scan-case.ts';

const folder = join(import.meta.dirname, 'cases');
const cases = readdirSync(folder).map((file) => parseScanCase(readFileSync(join(folder, file), 'utf8')));

test.each(cases)('$name gives the frames that the Python package recorded', (recorded) => {
  expect(caseDifference(recorded)).toBeUndefined();
});

const expanded = cases.filter((recorded): recorded is ExpandedCase => !('exception' in recorded));

test.each(expanded)('$name is the same spec when written and read again', ({ spec }) => {
  const parsed = parseScanSpec(spec);
  expect(parseScanSpec(serializeScanSpec(parsed))).toEqual(parsed);
});

describe('the comparison', () => {
  const line: ExpandedCase = {
    name: 'line',
    spec: { type: 'Linspace', axis: 'x', start: 0, stop: 1, num: 2 },
    bounds: true,
    axes: ['x'],
    shape: [2],
    midpoints: { x: [0, 1] },
    lower: { x: [-0.5, 0.5] },
    upper: { x: [0.5, 1.5] },
    gap: [true, false],
    duration: null,
  };

  test('accepts what is equal within rounding', () => {
    expect(caseDifference({ ...line, midpoints: { x: [1e-12, 1] } })).toBeUndefined();
  });

  test.each<[Partial<ExpandedCase>, string]>([
    [{ axes: ['y'] }, 'axes[0]: y expected, x found'],
    [{ shape: [2, 1] }, 'shape: 2 values expected, 1 found'],
    [{ midpoints: { x: [0, 1.00001] } }, 'midpoint of x[1]: 1.00001 expected, 1 found'],
    [{ lower: { x: [-0.5, 0] } }, 'lower of x[1]: 0 expected, 0.5 found'],
    [{ upper: { x: [0.5] } }, 'upper of x: 1 values expected, 2 found'],
    [{ gap: [true, true] }, 'gap[1]: true expected, false found'],
    [{ duration: [1, 1] }, 'duration: given expected, none found'],
  ])('names the first difference: %j', (change, difference) => {
    expect(caseDifference({ ...line, ...change })).toBe(difference);
  });

  test('fails where a spec is expanded that should be refused, and the other way round', () => {
    const exception = { type: 'ValueError', message: 'float floor division by zero' };
    expect(caseDifference({ name: 'line', spec: line.spec, bounds: true, exception })).toMatch(/^must be refused/);
    expect(caseDifference({ ...line, spec: { type: 'Line' } })).toMatch(/^must be expanded, but is refused/);
  });

  test('fails where a spec is refused for another reason', () => {
    const exception = { type: 'AssertionError', message: "Zipping would overwrite axes ['x']" };
    expect(caseDifference({ name: 'line', spec: { type: 'Line' }, bounds: true, exception })).toMatch(
      /^refused because of malformed .* instead of axes_overlap/,
    );
  });
});
