import type { Movable } from '../../engine/protocols.ts';
import { Cycler } from '../patterns/cycler.ts';
import type { AxisFrames } from './dimension.ts';
import type { ScanPath } from './scan-path.ts';

/** The midpoints of a path as the points of a scan. */
export class PathCycler extends Cycler {
  readonly keys: readonly Movable[];
  readonly length: number;
  readonly #axes: readonly (readonly [Movable, AxisFrames])[];

  constructor({ frames }: ScanPath<Movable>) {
    super();
    this.keys = [...frames.axes.keys()];
    this.length = frames.length;
    this.#axes = [...frames.axes];
  }

  fill(index: number, step: Map<Movable, unknown>): void {
    for (const [motor, { midpoint }] of this.#axes) step.set(motor, midpoint(index));
  }

  toString(): string {
    return `midpoints(${this.keys.map(({ name }) => name).join(', ')})`;
  }
}
