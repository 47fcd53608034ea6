import type { Movable } from '../../engine/protocols.ts';

/** A motor from one position to another, in its units. */
export interface LineAxis {
  readonly motor: Movable;
  readonly start: number;
  readonly stop: number;
}

/** An axis of a grid: the same, with its number of points, and whether it goes back and forth. */
export interface GridAxis extends LineAxis {
  readonly num: number;
  readonly snake?: boolean | undefined;
}

/** A motor through a list of positions, in its units. */
export interface ListAxis<T = unknown> {
  readonly motor: Movable;
  readonly points: readonly T[];
}

/** Which axes of a grid go back and forth: all but the slowest, none, or those of some motors. */
export type SnakeAxes = boolean | readonly Movable[];
