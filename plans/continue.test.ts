import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordEngine } from '../src-main/engine/testing/record-engine.ts';
import { TestDetector, TestMotor } from '../src-main/engine/testing/test-devices.ts';
import { isPlanDefinition, type PlanDefinition, validateParams } from '../src-main/plan/index.ts';
import { continueFrom, SupplementalData } from '../src-main/plan/preprocessors/index.ts';
import { fakeResolver } from '../src-main/plan/testing/fake-resolver.ts';

/** Sees where the motors are that have been moved. */
class Gauge extends TestDetector {
  readonly #motors: readonly TestMotor[];

  constructor(name: string, motors: readonly TestMotor[]) {
    super(name);
    this.#motors = motors;
  }

  override read() {
    const value = this.#motors.reduce(
      (sum, { position, log }, index) => sum + (log.length > 0 ? position * 10 ** index : 0),
      0,
    );
    return { [this.name]: { value, timestamp: 1 } };
  }
}

interface Outcome {
  readonly exitStatus: string;
  readonly data: unknown[];
  readonly baseline: number;
  readonly start: Record<string, unknown>;
  readonly triggers: number;
}

const motorNames = ['x', 'y', 'z'];

/** Runs `request` on devices of its own, which stand somewhere, from `fromPoint` on. */
async function outcome(plan: PlanDefinition, request: object, at: number, fromPoint?: number): Promise<Outcome> {
  const motors = motorNames.map((name) => new TestMotor(name));
  motors.forEach((motor, index) => {
    motor.position = at + index;
  });
  const det = new Gauge('det', motors);
  const resolver = fakeResolver({ det, ...Object.fromEntries(motors.map((motor) => [motor.name, motor])) });
  const { params } = validateParams(plan, request, resolver);
  const { engine, docs } = recordEngine();
  const beside = new SupplementalData({ baseline: [motors[0]!] });
  engine.preprocessors = [(each) => beside.apply(each)];
  const made = plan.run(params);
  const { exitStatus } = await engine.run(fromPoint === undefined ? made : continueFrom(made, { fromPoint }));
  const streams = new Map(docs('descriptor').map(({ uid, name }) => [uid, name]));
  const events = docs('event').map(
    (doc) => ({ stream: streams.get(doc.descriptor), ...doc }) as Record<string, unknown>,
  );
  const primary = events.filter(({ stream }) => stream === 'primary');
  expect(primary.map(({ seq_num }) => seq_num)).toEqual(primary.map((_, index) => index + 1));
  const { uid: _uid, time: _time, ...start } = docs('start')[0] ?? {};
  return {
    exitStatus,
    start,
    data: primary.map(({ data }) => data),
    baseline: events.length - primary.length,
    triggers: det.value,
  };
}

const detectors = fc.constant(['det']);
const position = fc.integer({ min: -5, max: 5 });
const snake = fc.boolean();
const motors = fc.shuffledSubarray(motorNames, { minLength: 1 });
const pair = fc.shuffledSubarray(motorNames, { minLength: 2, maxLength: 2 });
const axesOf = (axis: Record<string, fc.Arbitrary<unknown>>) =>
  motors.chain((names) => fc.tuple(...names.map((motor) => fc.record({ motor: fc.constant(motor), ...axis }))));

function spiralOf(own: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  const range = fc.constantFrom(1, 2, 3);
  return pair.chain(([x, y]) =>
    fc.record({ detectors, x_motor: fc.constant(x), y_motor: fc.constant(y), x_range: range, y_range: range, ...own }),
  );
}

const REQUESTS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  count: fc.record({ detectors, num: fc.integer({ min: 1, max: 12 }), delay: fc.constantFrom(0, 1e-4) }),
  scan: fc.record({
    detectors,
    num: fc.integer({ min: 1, max: 9 }),
    axes: axesOf({ start: position, stop: position }),
  }),
  list_scan: fc.integer({ min: 1, max: 7 }).chain((length) => {
    const points = fc.array(position, { minLength: length, maxLength: length });
    return fc.record({ detectors, axes: axesOf({ points }) });
  }),
  grid_scan: fc.record({
    detectors,
    axes: axesOf({ start: position, stop: position, num: fc.integer({ min: 1, max: 4 }), snake }),
  }),
  list_grid_scan: fc.record({
    detectors,
    axes: axesOf({ points: fc.uniqueArray(position, { minLength: 1, maxLength: 4 }), snake }),
  }),
  log_scan: fc.record({
    detectors,
    motor: fc.constantFrom(...motorNames),
    start: fc.constantFrom(-1, 0),
    stop: fc.constantFrom(1, 2),
    num: fc.integer({ min: 1, max: 9 }),
  }),
  spiral: spiralOf({ x_start: position, dr: fc.constantFrom(0.4, 0.5), nth: fc.integer({ min: 1, max: 5 }) }),
  spiral_fermat: spiralOf({ y_start: position, dr: fc.constantFrom(0.4, 0.5), factor: fc.constantFrom(0.5, 1) }),
  spiral_square: spiralOf({ x_num: fc.integer({ min: 2, max: 4 }), y_num: fc.integer({ min: 2, max: 4 }) }),
  spec_scan: pair.chain(([slow, fast]) =>
    fc.record({
      detectors,
      spec: fc.record({
        type: fc.constant('Product'),
        outer: fc.constant({ type: 'Linspace', axis: slow, start: 0, stop: 2, num: 3 }),
        inner: fc.constant({ type: 'Linspace', axis: fast, start: 1, stop: 3, num: 2 }),
      }),
    }),
  ),
};

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const modules = await Promise.all(files.map((file) => import(/* @vite-ignore */ `./${file}`) as Promise<object>));
const plans = modules.flatMap((module) => Object.values(module).filter(isPlanDefinition));
const continuable = plans.filter((plan) => plan.continuable);

test('the plans that can be continued are those that go from point to point, wherever they are', () => {
  expect(continuable.map(({ name }) => name).sort()).toEqual(Object.keys(REQUESTS).sort());
});

describe.each(continuable.map((plan) => [plan.name, plan] as const))('%s', (name, plan) => {
  test('continued from any point takes the points that are missing, where they would have been', async () => {
    await fc.assert(
      fc.asyncProperty(REQUESTS[name]!, fc.nat(), position, position, async (request, any, at, later) => {
        const whole = await outcome(plan, request, at);
        // A spiral may miss its region.
        fc.pre(whole.data.length > 0);
        const fromPoint = 1 + (any % whole.data.length);
        const rest = await outcome(plan, request, later, fromPoint);
        expect(rest).toEqual({
          ...whole,
          data: whole.data.slice(fromPoint - 1),
          triggers: whole.triggers - (fromPoint - 1),
        });
        expect(rest.baseline).toBe(2);
        expect(rest.exitStatus).toBe('success');
      }),
      { numRuns: 40 },
    );
  });
});
