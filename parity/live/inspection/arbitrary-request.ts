import fc from 'fast-check';

type Fields = Record<string, unknown>;

/** A request to a registered plan, and the call in Python that asks for the same. */
export interface InspectedRequest {
  readonly request: { readonly name: string; readonly params: Fields };
  readonly python: { readonly plan: string; readonly args: readonly unknown[]; readonly kwargs: Fields };
}

const dev = (name: string) => ({ $dev: name });
const names = (of: string[], min: number, max: number) => fc.shuffledSubarray(of, { minLength: min, maxLength: max });
const motors = (min: number, max: number) => names(['motor1', 'motor2', 'motor3'], min, max);
const detectors = names(['det', 'det2', 'lin', 'adet'], 1, 3);
const position = fc.integer({ min: -500, max: 500 }).map((hundredths) => hundredths / 100);
const points = fc.integer({ min: 1, max: 6 });
const length = fc.integer({ min: 150, max: 400 }).map((hundredths) => hundredths / 100);
const metadata = fc.option(
  fc.record({ purpose: fc.constantFrom('alignment', 'test'), sample: fc.string({ maxLength: 4 }) }),
  {
    nil: undefined,
  },
);

/** What a plan that reads detectors is asked: its own parameters here, and its own arguments in Python. */
interface Asked {
  readonly params: Fields;
  readonly args: readonly unknown[];
  readonly kwargs?: Fields;
}

function reading(name: string, asked: fc.Arbitrary<Asked>): fc.Arbitrary<InspectedRequest> {
  return fc.tuple(detectors, asked, metadata).map(([read, { params, args, kwargs = {} }, md]) => ({
    request: { name, params: { detectors: read, ...params, ...(md && { metadata: md }) } },
    python: { plan: `plans.${name}`, args: [read.map(dev), ...args], kwargs: { ...kwargs, ...(md && { md }) } },
  }));
}

/** Rows, one for each of some motors. */
function rows<R extends Fields>(row: fc.Arbitrary<R>, min = 1, max = 3): fc.Arbitrary<(R & { motor: string })[]> {
  return motors(min, max).chain((chosen) =>
    fc.tuple(...chosen.map((motor) => row.map((fields) => ({ ...fields, motor })))),
  );
}

const line = fc.record({ start: position, stop: position });

function scans(prefix: '' | 'rel_'): fc.Arbitrary<InspectedRequest>[] {
  const lines = fc.tuple(rows(line), points).map(([axes, num]) => ({
    params: { axes, num },
    args: [...axes.flatMap(({ motor, start, stop }) => [dev(motor), start, stop]), num],
  }));
  const lists = points.chain((num) =>
    rows(fc.record({ points: fc.array(position, { minLength: num, maxLength: num }) })).map((axes) => ({
      params: { axes },
      args: axes.flatMap((axis) => [dev(axis.motor), axis.points]),
    })),
  );
  const exponents = fc.tuple(motors(1, 1), fc.constantFrom(-1, 0), fc.constantFrom(0.5, 1), points);
  const logarithmic = exponents.map(([[motor = ''], start, stop, num]) => ({
    params: { motor, start, stop, num },
    args: [dev(motor), start, stop, num],
  }));
  return [
    reading(`${prefix}scan`, lines),
    reading(`${prefix}list_scan`, lists),
    reading(`${prefix}log_scan`, logarithmic),
  ];
}

/** Which axes snake: none, all but the slowest, or some by name. The slowest never does. */
function snaking(axes: readonly { motor: string }[], some: readonly boolean[]): { flags: boolean[]; kwargs: Fields } {
  const flags = axes.map((_, index) => index > 0 && some[index] === true);
  const snaked = axes.filter((_, index) => flags[index]).map(({ motor }) => dev(motor));
  if (snaked.length === 0) return { flags, kwargs: { snake_axes: false } };
  return { flags, kwargs: { snake_axes: snaked.length === axes.length - 1 || snaked } };
}

const flags = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });

function grids(prefix: '' | 'rel_'): fc.Arbitrary<InspectedRequest>[] {
  const regular = fc
    .tuple(rows(fc.record({ start: position, stop: position, num: fc.integer({ min: 1, max: 4 }) })), flags)
    .map(([axes, some]) => {
      const { flags: snake, kwargs } = snaking(axes, some);
      return {
        params: { axes: axes.map((axis, index) => ({ ...axis, snake: snake[index] })) },
        args: axes.flatMap(({ motor, start, stop, num }) => [dev(motor), start, stop, num]),
        kwargs,
      };
    });
  const listed = fc
    .tuple(rows(fc.record({ points: fc.array(position, { minLength: 1, maxLength: 4 }) })), flags)
    .map(([axes, some]) => {
      const { flags: snake, kwargs } = snaking(axes, some);
      return {
        params: { axes: axes.map((axis, index) => ({ ...axis, snake: snake[index] })) },
        args: axes.flatMap((axis) => [dev(axis.motor), axis.points]),
        kwargs,
      };
    });
  return [reading(`${prefix}grid_scan`, regular), reading(`${prefix}list_grid_scan`, listed)];
}

function spirals(prefix: '' | 'rel_'): fc.Arbitrary<InspectedRequest>[] {
  const region = fc
    .tuple(motors(2, 2), position, position, length, length)
    .map(([[x = '', y = ''], ...rest]) => ({ x, y, rest }));
  const place = (
    { x, y, rest: [xAt, yAt, xRange, yRange] }: { x: string; y: string; rest: number[] },
    at: 'start' | 'center',
  ) => ({
    params: {
      x_motor: x,
      y_motor: y,
      ...(prefix === '' && { [`x_${at}`]: xAt, [`y_${at}`]: yAt }),
      x_range: xRange,
      y_range: yRange,
    },
    args: [dev(x), dev(y), ...(prefix === '' ? [xAt, yAt] : []), xRange, yRange],
  });
  const round = (name: string, last: 'nth' | 'factor', values: readonly number[]) =>
    reading(
      `${prefix}${name}`,
      fc
        .tuple(region, fc.constantFrom(0.25, 0.4, 0.5), fc.constantFrom(...values), fc.constantFrom(undefined, 0.3))
        .map(([where, dr, value, tilt]) => {
          const { params, args } = place(where, 'start');
          const kwargs = tilt === undefined ? {} : { tilt };
          return { params: { ...params, dr, [last]: value, ...kwargs }, args: [...args, dr, value], kwargs };
        }),
    );
  const side = fc.integer({ min: 2, max: 5 });
  const square = fc.tuple(region, side, side).map(([where, x_num, y_num]) => {
    const { params, args } = place(where, 'center');
    return { params: { ...params, x_num, y_num }, args: [...args, x_num, y_num] };
  });
  return [
    round('spiral', 'nth', [2, 4]),
    round('spiral_fermat', 'factor', [1, 1.5]),
    reading(`${prefix}spiral_square`, square),
  ];
}

const x2x = fc
  .tuple(motors(2, 2), position, position, points)
  .map(([[motor1 = '', motor2 = ''], start, stop, num]) => ({
    params: { motor1, motor2, start, stop, num },
    args: [dev(motor1), dev(motor2), start, stop, num],
  }));

function plain(name: string, plan: string, asked: fc.Arbitrary<Asked>): fc.Arbitrary<InspectedRequest> {
  return asked.map(({ params, args, kwargs = {} }) => ({ request: { name, params }, python: { plan, args, kwargs } }));
}

const moves = (key: 'position' | 'distance') =>
  rows(position.map((value) => ({ [key]: value }))).map((targets) => ({
    params: { targets },
    args: targets.flatMap((target) => [dev(target.motor), (target as Fields)[key]]),
  }));

const asked = fc.tuple(motors(1, 1), position, fc.boolean()).map(([[movable = ''], value, wait]) => ({
  params: { movable, value, wait },
  args: [dev(movable), value],
  kwargs: { wait },
}));

const stubs = [
  plain('mv', 'plan_stubs.mv', moves('position')),
  plain('move', 'plan_stubs.mv', moves('position')),
  plain('mvr', 'plan_stubs.mvr', moves('distance')),
  plain('set_absolute', 'plan_stubs.abs_set', asked),
  plain('set_relative', 'plan_stubs.rel_set', asked),
  plain(
    'sleep',
    'plan_stubs.sleep',
    fc.constantFrom(0, 0.001, 0.01).map((time) => ({ params: { time }, args: [time] })),
  ),
  plain(
    'stop',
    'plan_stubs.stop',
    motors(1, 1).map(([motor = '']) => ({ params: { device: motor }, args: [dev(motor)] })),
  ),
  plain(
    'rd',
    'plan_stubs.rd',
    fc.constantFrom('det', 'lin').map((device) => ({ params: { device }, args: [dev(device)] })),
  ),
  plain(
    'wait',
    'plan_stubs.wait',
    fc.constantFrom('A', 'B').map((group) => ({ params: { group }, args: [group] })),
  ),
];

/**
 * Random requests to the registered plans. Those that decide by what they measure (`adaptive_scan`, `tune_centroid`, `ramp_plan` and
 * their relatives) are not drawn, because nothing is measured; `spec_scan` is Hutch's own.
 */
export const arbitraryRequest: fc.Arbitrary<InspectedRequest> = fc.oneof(
  reading(
    'count',
    points.map((num) => ({ params: { num }, args: [], kwargs: { num } })),
  ),
  ...scans(''),
  ...scans('rel_'),
  ...grids(''),
  ...grids('rel_'),
  ...spirals(''),
  ...spirals('rel_'),
  reading('x2x_scan', x2x),
  plain(
    'fly',
    'plans.fly',
    names(['flyer', 'flyer2'], 1, 2).map((flyers) => ({ params: { flyers }, args: [flyers.map(dev)] })),
  ),
  ...stubs,
);
