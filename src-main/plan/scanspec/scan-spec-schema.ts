import '#shared/zod-config.ts';
import { z } from 'zod';
import type { ScanAxis } from './scan-axis.ts';
import type { ScanSpec } from './scan-spec.ts';

type Axis<A extends ScanAxis> = z.ZodType<A>;

/**
 * The schema of a ScanSpec in the JSON form of the Python package `scanspec` 1.0: objects told apart by `type`, at any depth.
 *
 * `axis` is the schema of an axis: `z.string()` leaves names, `device(Movable)` turns them into the devices that they name.
 * What only shows when the spec is expanded (overlapping axes, lengths that differ) is found by `scanPath`.
 */
export function scanSpecSchema<A extends ScanAxis>(axis: Axis<A>): z.ZodType<ScanSpec<A>> {
  // Lazy, because a spec holds specs; and one and the same object everywhere, so that its JSON Schema is defined once and referred to.
  const spec: z.ZodType<ScanSpec<A>> = z.lazy(() => union);
  const union = z
    .discriminatedUnion('type', [...lines(axis), ...areas(axis), ...pairs(spec), ...modifiers(spec)])
    .meta({ title: 'Scan spec', description: 'A trajectory, as the Python package scanspec 1.0 writes it' });
  return spec;
}

/** Frames to produce. */
const num = z.int().min(1).default(1).meta({ title: 'Points', description: 'Number of frames', step: 1 });

/** A number in the units of an axis of the same spec. Whether it is within its limits depends on the whole: see `specIssues`. */
function position(title: string, description: string, of = 'axis') {
  return z.number().meta({ title, description, 'x-units-from': of, step: 0.1 });
}

function spacing(title: string, description: string, of = 'axis') {
  return z.number().positive().meta({ title, description, 'x-units-from': of, step: 0.1 });
}

function flag(initial: boolean, title: string, description: string) {
  return z.boolean().default(initial).meta({ title, description });
}

function axisField<A extends ScanAxis>(axis: Axis<A>, title = 'Axis', description = 'What to move') {
  return axis.meta({ title, description });
}

function lines<A extends ScanAxis>(axis: Axis<A>) {
  return [
    z
      .strictObject({
        type: z.literal('Linspace'),
        axis: axisField(axis),
        start: position('Start', 'Midpoint of the first frame'),
        stop: position('Stop', 'Midpoint of the last frame; of a single frame, where its length would end'),
        num,
      })
      .meta({ title: 'Linspace', description: 'Evenly spaced frames, given by their number' }),
    z
      .strictObject({
        type: z.literal('Range'),
        axis: axisField(axis),
        start: position('Start', 'Midpoint of the first frame'),
        stop: position('Stop', 'No midpoint lies beyond'),
        step: spacing('Step', 'Distance between midpoints; from start to stop unless given').optional(),
      })
      .meta({ title: 'Range', description: 'Evenly spaced frames, given by their distance' }),
    z
      .strictObject({
        type: z.literal('Static'),
        axis: axisField(axis),
        value: position('Value', 'Where it is at every frame'),
        num,
      })
      .meta({ title: 'Static', description: 'The same position at every frame' }),
  ] as const;
}

function twoAxes<A extends ScanAxis>(axis: Axis<A>) {
  return {
    x_axis: axisField(axis, 'X axis', 'What to move for x'),
    y_axis: axisField(axis, 'Y axis', 'What to move for y'),
  };
}

/** Fields of a shape that has a centre and two diameters. */
const centred = {
  x_centre: position('X centre', 'Centre in x', 'x_axis'),
  y_centre: position('Y centre', 'Centre in y', 'y_axis'),
  x_diameter: position('Width', 'Diameter in x', 'x_axis'),
  y_diameter: position('Height', 'Diameter in y; as in x unless given', 'y_axis').optional(),
};

/** Fields of a shape that is filled with a grid. */
const gridded = {
  x_step: spacing('X step', 'Distance between columns', 'x_axis'),
  y_step: spacing('Y step', 'Distance between rows; as between columns unless given', 'y_axis').optional(),
  snake: flag(false, 'Snake', 'Whether every other line runs backwards'),
  vertical: flag(false, 'Vertical', 'Whether y moves faster than x'),
};

const vertices = z
  .array(z.tuple([z.number().describe('x'), z.number().describe('y')]))
  .min(1)
  .meta({ title: 'Corners', description: 'Positions in x and y, in order' });

function areas<A extends ScanAxis>(axis: Axis<A>) {
  const x_step = position('Step', 'Distance between the rings, along x', 'x_axis');
  return [
    z.strictObject({ type: z.literal('Spiral'), ...twoAxes(axis), ...centred, x_step }).meta({
      title: 'Spiral',
      description: 'A spiral from the centre outwards, its points evenly spread over an ellipse',
    }),
    z
      .strictObject({ type: z.literal('Ellipse'), ...twoAxes(axis), ...centred, ...gridded })
      .meta({ title: 'Ellipse', description: 'The points of a grid that lie inside an ellipse' }),
    z
      .strictObject({ type: z.literal('Polygon'), ...twoAxes(axis), vertices, ...gridded })
      .meta({ title: 'Polygon', description: 'The points of a grid that lie inside a polygon' }),
  ] as const;
}

const check_path_changes = flag(
  true,
  'Check path',
  'Whether to refuse a path that would be another one when it is repeated',
);

type Spec<A extends ScanAxis> = z.ZodType<ScanSpec<A>>;

function pairs<A extends ScanAxis>(spec: Spec<A>) {
  const side = z.union([spec, z.int().min(0).meta({ title: 'Repeats', description: 'Number of repeats', step: 1 })]);
  return [
    z
      .strictObject({
        type: z.literal('Product'),
        outer: side.meta({ title: 'Outer', description: 'Runs once' }),
        inner: side.meta({ title: 'Inner', description: 'Runs once at each point of outer' }),
        gap: flag(true, 'Gap', 'Where outer is a number: whether there is a gap between repeats'),
      })
      .meta({ title: 'Product', description: 'One spec inside another: all of inner at each point of outer' }),
    z
      .strictObject({
        type: z.literal('Zip'),
        left: spec.meta({ title: 'Left', description: 'Its axes come first' }),
        right: spec.meta({ title: 'Right', description: 'As many frames as the left one, or a single one' }),
      })
      .meta({ title: 'Zip', description: 'Two specs in step with each other' }),
    z
      .strictObject({
        type: z.literal('Concat'),
        left: spec.meta({ title: 'Left', description: 'Runs first' }),
        right: spec.meta({ title: 'Right', description: 'Runs afterwards' }),
        gap: flag(false, 'Gap', 'Whether there is a gap at the join in any case'),
        check_path_changes,
      })
      .meta({ title: 'Concat', description: 'One spec after another, along the same axes' }),
  ] as const;
}

function modifiers<A extends ScanAxis>(inner: Spec<A>) {
  const spec = inner.meta({ title: 'Spec', description: 'What it is done to' });
  return [
    z
      .strictObject({ type: z.literal('Snake'), spec })
      .meta({ title: 'Snake', description: 'Runs backwards every other time' }),
    z
      .strictObject({ type: z.literal('Squash'), spec, check_path_changes })
      .meta({ title: 'Squash', description: 'Makes one dimension of all those of a spec' }),
    z.strictObject({ type: z.literal('Fly'), spec }).meta({
      title: 'Fly',
      description: 'Moves through each frame from bound to bound instead of stopping at its midpoint',
    }),
    z
      .strictObject({
        type: z.literal('ConstantDuration'),
        constant_duration: z
          .number()
          .meta({ title: 'Duration', description: 'Time that each frame takes', units: 's', step: 0.1 }),
        spec: spec.nullable().default(null).meta({ title: 'Spec', description: 'What takes that time' }),
      })
      .meta({ title: 'Constant duration', description: 'Gives every frame the same duration' }),
  ] as const;
}
