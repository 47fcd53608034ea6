import fc from 'fast-check';
import type { ParityCase } from '../kit/parity-case.ts';
import { arbitraryInterruptions } from './arbitrary-interruptions.ts';

/** What is asked of an engine: a case without what happened in it. */
export type CaseRequest = Pick<ParityCase, 'plan' | 'args' | 'kwargs' | 'initial' | 'interrupt'>;

interface PlanRequest {
  plan: string;
  args: unknown[];
  kwargs: Record<string, unknown>;
}

const dev = (name: string) => ({ $dev: name });
const MOTORS = ['motor1', 'motor2', 'motor3'];
const DETECTORS = ['det', 'det2', 'sdet', 'adet', 'lin', 'nrdet', 'ctdet', 'sig'];

const position = fc.integer({ min: -500, max: 500 }).map((hundredths) => hundredths / 100);
const length = fc.integer({ min: 150, max: 400 }).map((hundredths) => hundredths / 100);
const points = fc.integer({ min: 1, max: 5 });
const detectors = fc.subarray(DETECTORS, { minLength: 1, maxLength: 3 }).map((names) => names.map(dev));
const motors = (min: number, max: number) =>
  fc.shuffledSubarray(MOTORS, { minLength: min, maxLength: max }).map((names) => names.map(dev));
const metadata = fc.option(
  fc.record({ md: fc.record({ purpose: fc.constantFrom('alignment', 'test'), sample: fc.string({ maxLength: 4 }) }) }),
);

function request(
  plan: string,
  args: fc.Arbitrary<unknown[]>,
  kwargs: fc.Arbitrary<object> = fc.constant({}),
): fc.Arbitrary<PlanRequest> {
  return fc.tuple(args, kwargs, metadata).map(([positional, named, md]) => ({
    plan: `plans.${plan}`,
    args: positional,
    kwargs: { ...named, ...md },
  }));
}

/** `motor, ..., motor, ...`: the same arguments for each of some motors. */
function perMotor(each: fc.Arbitrary<unknown[]>, min = 1, max = 3): fc.Arbitrary<unknown[]> {
  return motors(min, max).chain((chosen) =>
    fc.tuple(...chosen.map((motor) => each.map((values) => [motor, ...values]))).map((axes) => axes.flat()),
  );
}

const line = fc.tuple(position, position);
const grid = fc.tuple(position, position, points);

function lists(sameLength: boolean): fc.Arbitrary<unknown[]> {
  return points.chain((num) =>
    perMotor(fc.array(position, { minLength: sameLength ? num : 1, maxLength: num }).map((list) => [list])),
  );
}

function withDetectors(rest: fc.Arbitrary<unknown[]>): fc.Arbitrary<unknown[]> {
  return fc.tuple(detectors, rest).map(([chosen, others]) => [chosen, ...others]);
}

const snaking = fc.oneof(
  fc.constant({}),
  fc.boolean().map((snake_axes) => ({ snake_axes })),
);
const perStep = fc.constantFrom<object>({}, {}, { per_step: { $fn: 'per_step_nd' } });
const both = (one: fc.Arbitrary<object>, other: fc.Arbitrary<object>) =>
  fc.tuple(one, other).map(([a, b]) => ({ ...a, ...b }));
const region = (start: boolean) =>
  motors(2, 2).chain(([x, y]) =>
    fc
      .tuple(start ? fc.tuple(position, position) : fc.constant([]), length, length, fc.constantFrom(0.25, 0.4, 0.5))
      .map(([at, xRange, yRange, dr]) => [x, y, ...at, xRange, yRange, dr]),
  );
const tilted = fc.oneof(fc.constant({}), fc.record({ dr_y: fc.constantFrom(0.3, 0.5), tilt: fc.constantFrom(0, 0.3) }));

function spirals(prefix: '' | 'rel_'): fc.Arbitrary<PlanRequest>[] {
  const start = prefix === '';
  const append = (extra: fc.Arbitrary<number>) =>
    withDetectors(fc.tuple(region(start), extra).map(([args, last]) => [...args, last]));
  const square = fc.tuple(region(start), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }));
  return [
    request(`${prefix}spiral`, append(fc.constantFrom(2, 4, 5)), both(tilted, perStep)),
    request(`${prefix}spiral_fermat`, append(fc.constantFrom(1, 1.5)), both(tilted, perStep)),
    request(
      `${prefix}spiral_square`,
      withDetectors(square.map(([args, x, y]) => [...args.slice(0, -1), x, y])),
      perStep,
    ),
  ];
}

function lines(prefix: '' | 'rel_'): fc.Arbitrary<PlanRequest>[] {
  const appended = fc.tuple(perMotor(line), points).map(([axes, num]) => [...axes, num]);
  const logarithmic = fc.tuple(motors(1, 1), fc.constantFrom(-1, 0), fc.constantFrom(0.5, 1), points);
  return [
    request(`${prefix}scan`, withDetectors(appended), perStep),
    request(`${prefix}list_scan`, withDetectors(lists(true)), perStep),
    request(`${prefix}grid_scan`, withDetectors(perMotor(grid)), both(snaking, perStep)),
    request(`${prefix}list_grid_scan`, withDetectors(lists(false)), both(snaking, perStep)),
    request(`${prefix}log_scan`, withDetectors(logarithmic.map(([[motor], ...rest]) => [motor, ...rest]))),
  ];
}

const peak = [dev('peak')];
const searches = [
  request(
    'adaptive_scan',
    fc
      .tuple(fc.constantFrom(0.05, 0.1), fc.constantFrom(0.2, 0.3), fc.boolean())
      .map(([min, max, back]) => [peak, 'peak', dev('motor1'), 0, 1, min, max, 0.1, back]),
  ),
  request(
    'tune_centroid',
    fc.tuple(fc.integer({ min: 3, max: 6 })).map(([num]) => [peak, 'peak', dev('motor1'), 0, 1, 0.05, num]),
    fc.record({ snake: fc.boolean() }),
  ),
];

const plan: fc.Arbitrary<PlanRequest> = fc.oneof(
  request('count', withDetectors(fc.constant([])), fc.record({ num: points })),
  ...lines(''),
  ...lines('rel_'),
  ...spirals(''),
  ...spirals('rel_'),
  ...searches,
  request(
    'x2x_scan',
    withDetectors(fc.tuple(motors(2, 2), line, points).map(([m, ends, num]) => [...m, ...ends, num])),
  ),
  request(
    'fly',
    fc.subarray(['flyer', 'flyer2'], { minLength: 1 }).map((names) => [names.map(dev)]),
  ),
);

interface EncodedPlan {
  $plan: string;
  args: unknown[];
  kwargs: Record<string, unknown>;
}

function wrap(name: string, ...args: unknown[]) {
  return (inner: EncodedPlan, kwargs: Record<string, unknown> = {}): EncodedPlan => ({
    $plan: `preprocessors.${name}`,
    args: [inner, ...args],
    kwargs,
  });
}

const wrapper: fc.Arbitrary<(inner: EncodedPlan) => EncodedPlan> = fc.oneof(
  motors(1, 3).map((devices) => wrap('baseline_wrapper', devices)),
  fc.constant(wrap('finalize_wrapper', { $fn: 'cleanup' })),
  fc.constant((inner: EncodedPlan) =>
    wrap('contingency_wrapper')(inner, {
      except_plan: { $fn: 'exc_plan' },
      else_plan: { $fn: 'elsep' },
      final_plan: { $fn: 'cleanup' },
    }),
  ),
  fc.record({ injected: position }).map((md) => wrap('inject_md_wrapper', md)),
  fc.constantFrom(['msig'], ['msig', 'sig']).map((names) => wrap('monitor_during_wrapper', names.map(dev))),
  fc.constant(wrap('fly_during_wrapper', [dev('flyer')])),
  fc.constant(wrap('lazily_stage_wrapper')),
  fc.constant(wrap('relative_set_wrapper')),
  fc
    .option(motors(1, 2))
    .map((devices) => (devices ? wrap('reset_positions_wrapper', devices) : wrap('reset_positions_wrapper'))),
  fc.boolean().map((rewindable) => wrap('rewindable_wrapper', rewindable)),
  fc.constantFrom('A', 7).map((key) => wrap('set_run_key_wrapper', key)),
  detectors.map((devices) => wrap('stage_wrapper', devices)),
  fc.constant(wrap('subs_wrapper', { $fn: 'noop_cb' })),
  fc.constant(wrap('suspend_wrapper', { $fn: 'SuspendBoolHigh' })),
  fc.constant(wrap('configure_count_time_wrapper', 0.5)),
  fc.constant((inner: EncodedPlan) => wrap('run_wrapper')(wrap('stub_wrapper')(inner))),
  fc.constant((inner: EncodedPlan) => wrap('pchain', { $plan: 'ok_plan', args: [], kwargs: {} })(inner)),
  fc.constant((inner: EncodedPlan) => wrap('pchain', { $plan: 'boom', args: [], kwargs: {} })(inner)),
);

const initial = fc.option(fc.record({ motor1: position, motor2: position, motor3: position, posmotor: position }), {
  nil: undefined,
});

/** Plans whose number of messages hangs on how a sine is rounded: where a message is counted, they cannot be interrupted alike. */
const ROUNDED = /spiral(_fermat)?$/;

/** Random plans with random detectors and parameters, inside up to three random preprocessors; most are interrupted. */
export const arbitraryCase: fc.Arbitrary<CaseRequest> = fc
  .tuple(
    plan,
    fc.array(wrapper, { maxLength: 3 }),
    initial,
    fc.option(arbitraryInterruptions, { nil: undefined, freq: 4 }),
  )
  .map(([{ plan: name, args, kwargs }, wrappers, at, interrupt]) => {
    const innermost: EncodedPlan = { $plan: name, args, kwargs };
    const outermost = wrappers.reduce((inner, around) => around(inner), innermost);
    return {
      plan: outermost.$plan,
      args: outermost.args,
      kwargs: outermost.kwargs,
      ...(at && { initial: at }),
      ...(interrupt && !ROUNDED.test(name) && { interrupt }),
    };
  });
