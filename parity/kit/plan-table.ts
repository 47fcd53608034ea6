import type { MsgGenerator } from '../../src-main/engine/msg.ts';
import { cycler } from '../../src-main/plan/patterns/index.ts';
import * as plans from '../../src-main/plan/plans/index.ts';
import { gridAxesOf, lineAxesOf, linesAndNum, listAxesOf } from './axes-of.ts';
import type { BoundArguments } from './bind-arguments.ts';
import { FIXTURE_FUNCTIONS } from './fixture-functions.ts';
import type { KitDevices } from './make-devices.ts';
import { PREPROCESSORS } from './preprocessor-table.ts';
import { rampCase } from './ramp-case.ts';
import { stubTable } from './stub-table.ts';
import type { PlanTable } from './table-entry.ts';

/** A step function for one motor is adapted where one for many is expected, as Bluesky does by looking at its parameters. */
function steps<A extends { per_step?: never; md?: never }>({ per_step, md }: A) {
  const oneMotor = per_step === FIXTURE_FUNCTIONS.per_step_1d;
  return { perStep: oneMotor ? plans.perStep1d(per_step) : per_step, md };
}

const GRID = 'detectors, *args, snake_axes, per_step, md';
const ADAPTIVE =
  'detectors, target_field, motor, start, stop, min_step, max_step, target_delta, backstep, threshold, *, md';
const SPIRAL = 'detectors, x_motor, y_motor, x_start, y_start, x_range, y_range, dr';
const REL_SPIRAL = 'detectors, x_motor, y_motor, x_range, y_range, dr';
const SPIRAL_OPTIONS = '*, dr_y, tilt, per_step, md';

function adaptive(a: BoundArguments) {
  return {
    targetField: a.target_field,
    motor: a.motor,
    start: a.start,
    stop: a.stop,
    minStep: a.min_step,
    maxStep: a.max_step,
    targetDelta: a.target_delta,
    backstep: a.backstep,
    threshold: a.threshold,
    md: a.md,
  } as never;
}

/** `drY` and `tilt` of a spiral; what is `None` in Python keeps its default here. */
function region(a: BoundArguments) {
  return {
    xMotor: a.x_motor,
    yMotor: a.y_motor,
    xStart: a.x_start,
    yStart: a.y_start,
    xRange: a.x_range,
    yRange: a.y_range,
    xCenter: a.x_center,
    yCenter: a.y_center,
    xNum: a.x_num,
    yNum: a.y_num,
    dr: a.dr,
    nth: a.nth,
    factor: a.factor,
    drY: a.dr_y,
    tilt: a.tilt,
  } as never;
}

function line({ motor, start, stop, num, per_step, md }: BoundArguments) {
  return { motor, start, stop, num, perStep: per_step, md } as never;
}

function scanNd(detectors: never, points: ReturnType<typeof cycler>): MsgGenerator {
  return plans.scanNd(detectors, points);
}

const PLANS: PlanTable = {
  count: ['detectors, num, delay, *, per_shot, md', (a) => plans.count(a.detectors, { ...a, perShot: a.per_shot })],
  scan: [
    'detectors, *args, num, per_step, md',
    (a) => {
      const { axes, num } = linesAndNum(a.args, a.num);
      return plans.scan(a.detectors, axes, { num, ...steps(a) });
    },
  ],
  rel_scan: [
    'detectors, *args, num, per_step, md',
    (a) => {
      const { axes, num } = linesAndNum(a.args, a.num);
      return plans.relScan(a.detectors, axes, { num, ...steps(a) });
    },
  ],
  inner_product_scan: [
    'detectors, num, *args, per_step, md',
    (a) => plans.innerProductScan(a.detectors, a.num, lineAxesOf(a.args), a),
  ],
  relative_inner_product_scan: [
    'detectors, num, *args, per_step, md',
    (a) => plans.relativeInnerProductScan(a.detectors, a.num, lineAxesOf(a.args), steps(a)),
  ],
  x2x_scan: [
    'detectors, motor1, motor2, start, stop, num, *, per_step, md',
    (a) => plans.x2xScan(a.detectors, { ...(a as object), ...steps(a) } as never),
  ],
  list_scan: ['detectors, *args, per_step, md', (a) => plans.listScan(a.detectors, listAxesOf(a.args), steps(a))],
  rel_list_scan: [
    'detectors, *args, per_step, md',
    (a) => plans.relListScan(a.detectors, listAxesOf(a.args), steps(a)),
  ],
  list_grid_scan: [
    GRID,
    (a) => plans.listGridScan(a.detectors, listAxesOf(a.args), { snakeAxes: a.snake_axes, ...steps(a) }),
  ],
  rel_list_grid_scan: [
    GRID,
    (a) => plans.relListGridScan(a.detectors, listAxesOf(a.args), { snakeAxes: a.snake_axes, ...steps(a) }),
  ],
  grid_scan: [GRID, (a) => plans.gridScan(a.detectors, gridAxesOf(a.args), { snakeAxes: a.snake_axes, ...steps(a) })],
  rel_grid_scan: [
    GRID,
    (a) => plans.relGridScan(a.detectors, gridAxesOf(a.args), { snakeAxes: a.snake_axes, ...steps(a) }),
  ],
  log_scan: ['detectors, motor, start, stop, num, *, per_step, md', (a) => plans.logScan(a.detectors, line(a))],
  rel_log_scan: ['detectors, motor, start, stop, num, *, per_step, md', (a) => plans.relLogScan(a.detectors, line(a))],
  adaptive_scan: [ADAPTIVE, (a) => plans.adaptiveScan(a.detectors, adaptive(a))],
  rel_adaptive_scan: [ADAPTIVE, (a) => plans.relAdaptiveScan(a.detectors, adaptive(a))],
  tune_centroid: [
    'detectors, signal, motor, start, stop, min_step, num, step_factor, snake, *, md',
    (a) =>
      plans.tuneCentroid(a.detectors, { ...(a as object), minStep: a.min_step, stepFactor: a.step_factor } as never),
  ],
  tweak: [
    'detector, target_field, motor, step, *, md',
    (a) => plans.tweak(a.detector, { ...(a as object), targetField: a.target_field } as never),
  ],
  spiral: [`${SPIRAL}, nth, ${SPIRAL_OPTIONS}`, (a) => plans.spiral(a.detectors, region(a), steps(a))],
  rel_spiral: [`${REL_SPIRAL}, nth, ${SPIRAL_OPTIONS}`, (a) => plans.relSpiral(a.detectors, region(a), steps(a))],
  spiral_fermat: [`${SPIRAL}, factor, ${SPIRAL_OPTIONS}`, (a) => plans.spiralFermat(a.detectors, region(a), steps(a))],
  rel_spiral_fermat: [
    `${REL_SPIRAL}, factor, ${SPIRAL_OPTIONS}`,
    (a) => plans.relSpiralFermat(a.detectors, region(a), steps(a)),
  ],
  spiral_square: [
    'detectors, x_motor, y_motor, x_center, y_center, x_range, y_range, x_num, y_num, *, per_step, md',
    (a) => plans.spiralSquare(a.detectors, region(a), steps(a)),
  ],
  rel_spiral_square: [
    'detectors, x_motor, y_motor, x_range, y_range, x_num, y_num, *, per_step, md',
    (a) => plans.relSpiralSquare(a.detectors, region(a), steps(a)),
  ],
  ramp_plan: [
    'go_plan, monitor_sig, inner_plan_func, take_pre_data, timeout, period, md',
    (a) => plans.rampPlan(a.go_plan, a.monitor_sig, a.inner_plan_func, { ...a, takePreData: a.take_pre_data }),
  ],
  fly: ['flyers, *, md', (a) => plans.fly(a.flyers, a)],
};

const ALIASES: Readonly<Record<string, string>> = {
  relative_scan: 'rel_scan',
  relative_list_scan: 'rel_list_scan',
  relative_log_scan: 'rel_log_scan',
  relative_adaptive_scan: 'rel_adaptive_scan',
  outer_product_scan: 'grid_scan',
  relative_outer_product_scan: 'rel_grid_scan',
  relative_spiral: 'rel_spiral',
  relative_spiral_fermat: 'rel_spiral_fermat',
};

/** Plans that the harness of the recordings made up for what cannot be written as arguments. */
const HARNESS: PlanTable = {
  scan_nd_prod: [
    'detectors, one, other',
    (a) => scanNd(a.detectors, cycler(a.one, [0, 1]).times(cycler(a.other, [5, 6, 7]))),
  ],
  scan_nd_sum: [
    'detectors, one, other',
    (a) => scanNd(a.detectors, cycler(a.one, [0, 1, 2]).plus(cycler(a.other, [5, 6, 7]))),
  ],
  ramp_case: ['detector, motor, signal', (a) => rampCase(a.detector, a.signal)],
  ok_plan: ['', () => FIXTURE_FUNCTIONS.ok_plan()],
  boom: ['', () => FIXTURE_FUNCTIONS.boom()],
  cleanup: ['', () => FIXTURE_FUNCTIONS.cleanup()],
};

/** Every plan, stub and preprocessor of Bluesky, by the name under which recordings have it: `plans.count`. */
export function planTable(devices: KitDevices): PlanTable {
  const aliases = Object.entries(ALIASES).map(([alias, name]) => [alias, PLANS[name]] as const);
  const named = { ...PLANS, ...(Object.fromEntries(aliases) as PlanTable) };
  return {
    ...HARNESS,
    ...prefixed('plans', named),
    ...prefixed('plan_stubs', stubTable(devices)),
    ...prefixed('preprocessors', PREPROCESSORS),
  };
}

function prefixed(module: string, table: PlanTable): PlanTable {
  return Object.fromEntries(Object.entries(table).map(([name, entry]) => [`${module}.${name}`, entry]));
}
