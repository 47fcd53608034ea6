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
const num = z.int().min(1).default(1).meta({ title: 'Points', description: 'Number of frames' });

function position(description: string, unitsFrom = 'axis') {
  return z.number().meta({ description, 'x-units-from': unitsFrom });
}

function spacing(description: string, unitsFrom = 'axis') {
  return z.number().positive().meta({ description, 'x-units-from': unitsFrom });
}

function lines<A extends ScanAxis>(axis: Axis<A>) {
  return [
    z
      .strictObject({
        type: z.literal('Linspace'),
        axis: axis.describe('What to move'),
        start: position('Midpoint of the first frame'),
        stop: position('Midpoint of the last frame; of a single frame, where its length would end'),
        num,
      })
      .meta({ title: 'Linspace', description: 'Evenly spaced frames, given by their number' }),
    z
      .strictObject({
        type: z.literal('Range'),
        axis: axis.describe('What to move'),
        start: position('Midpoint of the first frame'),
        stop: position('No midpoint lies beyond'),
        step: spacing('Distance between midpoints; from start to stop unless given').optional(),
      })
      .meta({ title: 'Range', description: 'Evenly spaced frames, given by their distance' }),
    z
      .strictObject({
        type: z.literal('Static'),
        axis: axis.describe('What to move'),
        value: position('Where it is at every frame'),
        num,
      })
      .meta({ title: 'Static', description: 'The same position at every frame' }),
  ] as const;
}

/** Fields that the shapes in two axes share. */
function gridFields<A extends ScanAxis>(axis: Axis<A>) {
  return {
    x_axis: axis.describe('What to move for x'),
    x_step: spacing('Distance between columns', 'x_axis'),
    y_axis: axis.describe('What to move for y'),
    y_step: spacing('Distance between rows; as x_step unless given', 'y_axis').optional(),
    snake: z.boolean().default(false).describe('Whether every other line runs backwards'),
    vertical: z.boolean().default(false).describe('Whether y moves faster than x'),
  };
}

/** Fields of a shape that has a centre and two diameters. */
const centred = {
  x_centre: position('Centre in x', 'x_axis'),
  x_diameter: position('Width', 'x_axis'),
  y_centre: position('Centre in y', 'y_axis'),
  y_diameter: position('Height; as wide as high unless given', 'y_axis').optional(),
};

function areas<A extends ScanAxis>(axis: Axis<A>) {
  const vertex = z.tuple([z.number().describe('x'), z.number().describe('y')]);
  return [
    z
      .strictObject({
        type: z.literal('Spiral'),
        x_axis: axis.describe('What to move for x'),
        y_axis: axis.describe('What to move for y'),
        ...centred,
        x_step: position('Distance between the rings, along x', 'x_axis'),
      })
      .meta({
        title: 'Spiral',
        description: 'A spiral from the centre outwards, with points evenly spread over an ellipse',
      }),
    z
      .strictObject({ type: z.literal('Ellipse'), ...gridFields(axis), ...centred })
      .meta({ title: 'Ellipse', description: 'The points of a grid that lie inside an ellipse' }),
    z
      .strictObject({
        type: z.literal('Polygon'),
        ...gridFields(axis),
        vertices: z.array(vertex).min(1).describe('Corners, in order'),
      })
      .meta({ title: 'Polygon', description: 'The points of a grid that lie inside a polygon' }),
  ] as const;
}

const check_path_changes = z
  .boolean()
  .default(true)
  .describe('Whether to refuse a path that would be another one when it is repeated');

function pairs<A extends ScanAxis>(spec: z.ZodType<ScanSpec<A>>) {
  const nested = z.union([spec, z.int().min(0).meta({ title: 'Repeats', description: 'Number of repeats' })]);
  return [
    z
      .strictObject({
        type: z.literal('Product'),
        outer: nested.meta({ description: 'Runs once' }),
        inner: nested.meta({ description: 'Runs once at each point of outer' }),
        gap: z.boolean().default(true).describe('Where outer is a number: whether there is a gap between repeats'),
      })
      .meta({ title: 'Product', description: 'One spec inside another: all of inner at each point of outer' }),
    z.strictObject({ type: z.literal('Zip'), left: spec, right: spec }).meta({
      title: 'Zip',
      description: 'Two specs in step with each other; a right one of a single frame is repeated',
    }),
    z
      .strictObject({
        type: z.literal('Concat'),
        left: spec,
        right: spec,
        gap: z.boolean().default(false).describe('Whether there is a gap at the join in any case'),
        check_path_changes,
      })
      .meta({ title: 'Concat', description: 'One spec after another, along the same axes' }),
  ] as const;
}

function modifiers<A extends ScanAxis>(spec: z.ZodType<ScanSpec<A>>) {
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
        constant_duration: z.number().meta({ description: 'Duration of each frame', units: 's' }),
        spec: spec.nullish(),
      })
      .meta({ title: 'Constant duration', description: 'Gives every frame the same duration' }),
  ] as const;
}
