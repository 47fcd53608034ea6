import { HutchError } from '#shared/errors.ts';
import type { Movable } from '../../engine/protocols.ts';
import { type Cycler, cycler } from './cycler.ts';

/** Two motors and the rectangle, in their units, that a spiral fills. Ranges are whole widths around the start. */
export interface SpiralRegion {
  readonly xMotor: Movable;
  readonly yMotor: Movable;
  readonly xStart: number;
  readonly yStart: number;
  readonly xRange: number;
  readonly yRange: number;
  /** Step of the radius along x. */
  readonly dr: number;
  /** Step of the radius along y; as `dr` unless given. */
  readonly drY?: number | null | undefined;
  /** Angle of the tilted y axis, radians; 0 unless given. */
  readonly tilt?: number | undefined;
}

/** Collects the points of a spiral that lie inside a region. */
export class SpiralPoints {
  /** How much the spiral is stretched along y. */
  readonly aspect: number;
  readonly halfX: number;
  /** Half of the height, before stretching. */
  readonly halfY: number;
  /** Distance from the middle to a corner, before stretching. */
  readonly diagonal: number;
  readonly #region: SpiralRegion;
  readonly #tilt: number;
  readonly #x: number[] = [];
  readonly #y: number[] = [];

  constructor(region: SpiralRegion) {
    this.#region = region;
    this.aspect = typeof region.drY === 'number' ? region.drY / region.dr : 1;
    this.halfX = region.xRange / 2;
    this.halfY = region.yRange / (2 * this.aspect);
    this.diagonal = Math.sqrt(this.halfX ** 2 + this.halfY ** 2);
    this.#tilt = Math.tan((region.tilt ?? 0) + Math.PI / 2);
  }

  /** Whether `x`, given `y` from the middle, is within the tilted sides. */
  withinSides(x: number, y: number): boolean {
    return Math.abs(x - y / this.aspect / this.#tilt) <= this.halfX;
  }

  /** Adds the point at `x`, `y` from the middle. */
  add(x: number, y: number): void {
    this.#x.push(this.#region.xStart + x);
    this.#y.push(this.#region.yStart + y);
  }

  /** Throws `invalid_params` if there is no point. */
  toCycler(): Cycler {
    if (this.#x.length === 0) {
      throw new HutchError('invalid_params', 'No point of the spiral lies in its region: take a smaller step');
    }
    return cycler(this.#region.xMotor, this.#x).plus(cycler(this.#region.yMotor, this.#y));
  }
}
