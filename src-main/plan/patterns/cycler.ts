import { HutchError } from '#shared/errors.ts';
import type { Movable } from '../../engine/protocols.ts';
import { repr } from '../repr.ts';
import type { Step } from '../stubs/take-reading.ts';
import type { Positions } from './positions.ts';

/**
 * The points of a scan: at each, where every motor goes. After the Python package `cycler`, but lazy: a point is made when it is asked for,
 * so a grid of a million points costs no more memory than one of ten.
 */
export abstract class Cycler implements Iterable<Step> {
  /** The motors, in the order in which they were given. */
  abstract readonly keys: readonly Movable[];
  /** How many points there are. */
  abstract readonly length: number;

  /** Writes the positions of point `index` into `step`. */
  abstract fill(index: number, step: Map<Movable, unknown>): void;

  /** The cycler as Python prints it, for metadata. Costs time in proportion to its length. */
  abstract toString(): string;

  /** Point `index`, 0 to `length - 1`. */
  at(index: number): Step {
    const step = new Map<Movable, unknown>();
    this.fill(index, step);
    return step;
  }

  *[Symbol.iterator](): Generator<Step, void> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }

  /** Both at once, point by point: Python's `+`. Throws `invalid_params` unless they are equally long and share no motor. */
  plus(other: Cycler): Cycler {
    if (other.length !== this.length) {
      throw new HutchError(
        'invalid_params',
        `Can only add cyclers of equal length: ${this.length} and ${other.length}`,
      );
    }
    return new Sum(this, other);
  }

  /** For each point of this, all points of `other`: Python's `*`. Throws `invalid_params` if they share a motor. */
  times(other: Cycler): Cycler {
    return new Product(this, other);
  }

  /** A cycler with the points of this one, in the order in which `indexAt` names them. */
  reordered(length: number, indexAt: (index: number) => number): Cycler {
    return new Reordered(this, length, indexAt);
  }
}

/** One motor through `positions`, in its units. */
export function cycler(motor: Movable, positions: Positions): Cycler {
  return new Single(motor, positions);
}

class Single extends Cycler {
  readonly keys: readonly Movable[];
  readonly #motor: Movable;
  readonly #positions: Positions;

  constructor(motor: Movable, positions: Positions) {
    super();
    this.keys = [motor];
    this.#motor = motor;
    this.#positions = positions;
  }

  get length(): number {
    return this.#positions.length;
  }

  fill(index: number, step: Map<Movable, unknown>): void {
    step.set(this.#motor, this.#positions.at(index));
  }

  toString(): string {
    const positions = Array.from({ length: this.length }, (_, index) => this.#positions.at(index));
    return `cycler(${repr(this.#motor)}, ${repr(positions)})`;
  }
}

function joinedKeys(left: Cycler, right: Cycler): readonly Movable[] {
  const shared = left.keys.find((key) => right.keys.includes(key));
  if (shared) throw new HutchError('invalid_params', `A scan cannot move ${shared.name} along two axes`);
  return [...left.keys, ...right.keys];
}

class Sum extends Cycler {
  readonly keys: readonly Movable[];
  readonly length: number;
  readonly #left: Cycler;
  readonly #right: Cycler;

  constructor(left: Cycler, right: Cycler) {
    super();
    this.keys = joinedKeys(left, right);
    this.length = left.length;
    this.#left = left;
    this.#right = right;
  }

  fill(index: number, step: Map<Movable, unknown>): void {
    this.#left.fill(index, step);
    this.#right.fill(index, step);
  }

  toString(): string {
    return `(${this.#left} + ${this.#right})`;
  }
}

class Product extends Cycler {
  readonly keys: readonly Movable[];
  readonly length: number;
  readonly #left: Cycler;
  readonly #right: Cycler;

  constructor(left: Cycler, right: Cycler) {
    super();
    this.keys = joinedKeys(left, right);
    this.length = left.length * right.length;
    this.#left = left;
    this.#right = right;
  }

  fill(index: number, step: Map<Movable, unknown>): void {
    this.#left.fill(Math.floor(index / this.#right.length), step);
    this.#right.fill(index % this.#right.length, step);
  }

  toString(): string {
    return `(${this.#left} * ${this.#right})`;
  }
}

class Reordered extends Cycler {
  readonly length: number;
  readonly #inner: Cycler;
  readonly #indexAt: (index: number) => number;

  constructor(inner: Cycler, length: number, indexAt: (index: number) => number) {
    super();
    this.length = length;
    this.#inner = inner;
    this.#indexAt = indexAt;
  }

  get keys(): readonly Movable[] {
    return this.#inner.keys;
  }

  fill(index: number, step: Map<Movable, unknown>): void {
    this.#inner.fill(this.#indexAt(index), step);
  }

  toString(): string {
    return `reordered(${this.#inner})`;
  }
}
