import { describe, expect, test } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { type PlanDefinition, validateParams } from '../src-main/plan/index.ts';
import { FakeDetector, FakeMotor } from '../src-main/plan/testing/fake-devices.ts';
import { fakeResolver } from '../src-main/plan/testing/fake-resolver.ts';
import { play } from '../src-main/plan/testing/play.ts';
import { adaptiveScan } from './adaptive-scan.ts';
import { count } from './count.ts';
import { gridScan } from './grid-scan.ts';
import { listGridScan } from './list-grid-scan.ts';
import { listScan } from './list-scan.ts';
import { logScan } from './log-scan.ts';
import { move } from './move.ts';
import { relGridScan } from './rel-grid-scan.ts';
import { scan } from './scan.ts';
import { setAbsolute } from './set-absolute.ts';
import { spiral } from './spiral.ts';
import { tuneCentroid } from './tune-centroid.ts';

const resolver = fakeResolver({
  det: new FakeDetector('det'),
  'stage.x': new FakeMotor('stage-x', { low: -10, high: 10 }),
  'stage.y': new FakeMotor('stage-y', { low: -10, high: 10 }),
  'stage.z': new FakeMotor('stage-z'),
});

function issuesOf(plan: PlanDefinition, params: unknown): (readonly [path: string, code: string])[] {
  try {
    validateParams(plan, params, resolver);
    return [];
  } catch (error) {
    if (!(error instanceof HutchError)) throw error;
    return (error.issues ?? []).map(({ path, code }) => [path, code]);
  }
}

describe('what is wrong is told by the name of the device', () => {
  function sentences(plan: PlanDefinition, params: unknown): string[] {
    try {
      validateParams(plan, params, resolver);
      return [];
    } catch (error) {
      return HutchError.from(error).issues?.map(({ message }) => message) ?? [];
    }
  }

  test.each<[PlanDefinition, object, string]>([
    [scan, { axes: [{ stop: 11 }] }, 'stage.x'],
    [move, { targets: [{ position: 1 }, { position: 2 }] }, 'stage.x'],
    [spiral, { x_start: 9, x_range: 4 }, 'stage.x'],
    [logScan, { stop: 2 }, 'stage.x'],
    [relGridScan, { axes: [{ motor: 'stage.y' }, { motor: 'stage.y' }] }, 'stage.y'],
  ])('%$', (plan, params, name) => {
    expect(sentences(plan, params)).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });
});

test.each<[string, boolean[], string, string, string]>([
  ['none', [true, false, false], 'False', '0 1 0 1', '0 1 0 1 0 1 0 1'],
  ['all but the slowest', [false, true, true], 'True', '0 1 0', '0 1 0 1 0'],
  ['one of them', [false, false, true], "[FakeMotor('stage-z')]", '0 1 0 1', '0 1 0 1 0'],
])('a grid over lists snakes axis by axis: %s', (_what, flags, written, ofY, ofZ) => {
  const motors = ['stage.x', 'stage.y', 'stage.z'];
  const axes = flags.map((snake, index) => ({ motor: motors[index], points: [0, 1], snake }));
  const { params } = validateParams(listGridScan, { axes }, resolver);
  const opened: unknown[] = [];
  const { messages } = play(listGridScan.run(params), ({ command, kwargs }) => {
    if (command === 'open_run') opened.push(kwargs);
    return undefined;
  });
  const moves = (motor: string) =>
    messages.flatMap((text) => text.match(`set\\(${motor}, (.)\\)`)?.[1] ?? []).join(' ');
  expect(opened).toEqual([expect.objectContaining({ snake_axes: written })]);
  expect([moves('stage-y'), moves('stage-z')]).toEqual([ofY, ofZ]);
});

describe('a request that no schema can refuse is refused by the plan itself, at the parameter that is wrong', () => {
  const row = (motor: string, more: object) => ({ motor, ...more });
  test.each<[string, PlanDefinition, object, string, string]>([
    ['too few delays', count, { num: 3, delay: [1] }, 'params.delay', 'invalid_params'],
    ['a motor on two axes', scan, { axes: [{}, {}] }, 'params.axes[1].motor', 'invalid_params'],
    ['a start beyond a limit', scan, { axes: [{ start: -11 }] }, 'params.axes[0].start', 'limit_violation'],
    ['a stop beyond a limit', gridScan, { axes: [{ stop: 11 }] }, 'params.axes[0].stop', 'limit_violation'],
    ['one of many positions', listScan, { axes: [{ points: [0, 11] }] }, 'params.axes[0].points[1]', 'limit_violation'],
    [
      'lists of different length',
      listScan,
      { axes: [row('stage.x', { points: [1] }), row('stage.y', { points: [1, 2] })] },
      'params.axes[1].points',
      'invalid_params',
    ],
    ['a target beyond a limit', move, { targets: [{ position: 11 }] }, 'params.targets[0].position', 'limit_violation'],
    ['a power of ten', logScan, { stop: 2 }, 'params.stop', 'limit_violation'],
    ['a spiral that is too wide', spiral, { x_start: 9, x_range: 4 }, 'params.x_range', 'limit_violation'],
    ['a spiral of one motor', spiral, { y_motor: 'stage.x' }, 'params.y_motor', 'invalid_params'],
    ['steps in the wrong order', adaptiveScan, { min_step: 1, max_step: 0.1 }, 'params.max_step', 'invalid_params'],
    ['no narrowing', tuneCentroid, { step_factor: 1 }, 'params.step_factor', 'invalid_params'],
    ['a value beyond a limit', setAbsolute, { value: 11 }, 'params.value', 'limit_violation'],
    ['a number of points that is none', scan, { num: 0 }, 'params.num', 'invalid_params'],
    ['a position that is no number', scan, { axes: [{ stop: Number.NaN }] }, 'params.axes[0].stop', 'invalid_params'],
  ])('%s', (_what, plan, params, path, code) => {
    expect(issuesOf(plan, params)).toEqual([[path, code]]);
  });
});

test('a plan passes on what was asked for', () => {
  const { params } = validateParams(
    scan,
    { axes: [{ start: 1, stop: 2 }], num: 2, metadata: { sample: 'x' } },
    resolver,
  );
  const opened: unknown[] = [];
  const { messages } = play(scan.run(params), ({ command, kwargs }) => {
    if (command === 'open_run') opened.push(kwargs);
    return undefined;
  });
  expect(messages.filter((message) => message.startsWith('set'))).toEqual(['set(stage-x, 1)', 'set(stage-x, 2)']);
  expect(opened).toEqual([expect.objectContaining({ plan_name: 'scan', sample: 'x', num_points: 2 })]);
});

test('a move that does not say where to go is refused, at the parameter that is missing', () => {
  expect(issuesOf(move, { targets: [{ motor: 'stage.x' }] })).toEqual([
    ['params.targets[0].position', 'invalid_params'],
  ]);
});
