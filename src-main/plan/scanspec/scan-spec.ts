import type { ScanAxis } from './scan-axis.ts';

/*
 * The kinds of spec, as `scanSpecSchema` parses them: those of the Python package `scanspec` 1.0, under its names, with its fields.
 * Written out instead of inferred, because they are recursive and generic over what stands for an axis.
 */

/** `num` frames, whose first and last midpoints are `start` and `stop`. With one frame, `stop - start` is the length of that frame. */
export interface Linspace<A extends ScanAxis> {
  readonly type: 'Linspace';
  readonly axis: A;
  readonly start: number;
  readonly stop: number;
  readonly num: number;
}

/** The same position, `num` times. */
export interface Static<A extends ScanAxis> {
  readonly type: 'Static';
  readonly axis: A;
  readonly value: number;
  readonly num: number;
}

/** Midpoints from `start`, every `step`, as far as `stop`. */
export interface Range<A extends ScanAxis> {
  readonly type: 'Range';
  readonly axis: A;
  readonly start: number;
  readonly stop: number;
  /** The distance from `start` to `stop` unless given. */
  readonly step?: number | undefined;
}

/** An Archimedean spiral from the centre outwards. */
export interface Spiral<A extends ScanAxis> {
  readonly type: 'Spiral';
  readonly x_axis: A;
  readonly x_centre: number;
  readonly x_diameter: number;
  readonly x_step: number;
  readonly y_axis: A;
  readonly y_centre: number;
  /** `|x_diameter|` unless given. */
  readonly y_diameter?: number | undefined;
}

/** How an area is filled with a grid. */
interface Grid<A extends ScanAxis> {
  readonly x_axis: A;
  readonly y_axis: A;
  readonly x_step: number;
  /** `x_step` unless given. */
  readonly y_step?: number | undefined;
  readonly snake: boolean;
  readonly vertical: boolean;
}

/** The points of a grid inside an ellipse. */
export interface Ellipse<A extends ScanAxis> extends Grid<A> {
  readonly type: 'Ellipse';
  readonly x_centre: number;
  readonly x_diameter: number;
  readonly y_centre: number;
  /** `|x_diameter|` unless given. */
  readonly y_diameter?: number | undefined;
}

/** The points of a grid inside a polygon. */
export interface Polygon<A extends ScanAxis> extends Grid<A> {
  readonly type: 'Polygon';
  readonly vertices: readonly (readonly [x: number, y: number])[];
}

/** Runs all of `inner` at each point of `outer`. A number stands for that many repeats. */
export interface Product<A extends ScanAxis> {
  readonly type: 'Product';
  readonly outer: ScanSpec<A> | number;
  readonly inner: ScanSpec<A> | number;
  readonly gap: boolean;
}

/** Runs two specs in step with each other. */
export interface Zip<A extends ScanAxis> {
  readonly type: 'Zip';
  readonly left: ScanSpec<A>;
  readonly right: ScanSpec<A>;
}

/** Runs `right` after `left`. */
export interface Concat<A extends ScanAxis> {
  readonly type: 'Concat';
  readonly left: ScanSpec<A>;
  readonly right: ScanSpec<A>;
  readonly gap: boolean;
  readonly check_path_changes: boolean;
}

/** Runs `spec` backwards every other time. */
export interface Snake<A extends ScanAxis> {
  readonly type: 'Snake';
  readonly spec: ScanSpec<A>;
}

/** Makes one dimension of all those of `spec`. */
export interface Squash<A extends ScanAxis> {
  readonly type: 'Squash';
  readonly spec: ScanSpec<A>;
  readonly check_path_changes: boolean;
}

/** Moves through each frame from its lower to its upper bound, instead of stopping at its midpoint. */
export interface Fly<A extends ScanAxis> {
  readonly type: 'Fly';
  readonly spec: ScanSpec<A>;
}

/** Gives every frame the same duration. */
export interface ConstantDuration<A extends ScanAxis> {
  readonly type: 'ConstantDuration';
  /** Seconds. */
  readonly constant_duration: number;
  /** `null` for a duration alone, to be zipped with what moves. */
  readonly spec: ScanSpec<A> | null;
}

/** A trajectory: what moves where, in which order, and for how long. */
export type ScanSpec<A extends ScanAxis = string> =
  | Linspace<A>
  | Static<A>
  | Range<A>
  | Spiral<A>
  | Ellipse<A>
  | Polygon<A>
  | Product<A>
  | Zip<A>
  | Concat<A>
  | Snake<A>
  | Squash<A>
  | Fly<A>
  | ConstantDuration<A>;
