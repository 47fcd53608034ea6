import type { Trajectory as Sampled } from '#shared/contract/inspect.ts';
import type { InspectedDevice } from './inspected-device.ts';

/** More points than this say nothing more in a picture. */
const MOST_POINTS = 2000;
/** Axes after these are left out: no picture shows them. */
const MOST_AXES = 6;

/** The positions of the axes at each point, thinned out evenly as they become many: however long the plan is, few are kept. */
export class TrajectorySampler {
  readonly #axes: InspectedDevice[] = [];
  readonly #starts: (number | null)[] = [];
  #rows: (number | null)[][] = [];
  #every = 1;
  #seen = 0;
  #last: (number | null)[] | undefined;

  /** `device` moves: its positions belong to the picture from now on, and where it was before to the points so far. */
  follow(device: InspectedDevice): void {
    if (this.#axes.length >= MOST_AXES || this.#axes.includes(device)) return;
    this.#axes.push(device);
    this.#starts.push(numberOf(device.position));
  }

  /** A point is taken where the axes are now. */
  point(): void {
    if (this.#axes.length === 0) return;
    const isKept = this.#seen % this.#every === 0;
    this.#seen += 1;
    const row = this.#axes.map(({ position }) => numberOf(position));
    this.#last = row;
    if (!isKept) return;
    this.#rows.push(row);
    if (this.#rows.length < MOST_POINTS) return;
    this.#rows = this.#rows.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }

  /** What was kept, the last point included; `null` where nothing moved between points. */
  get sampled(): Sampled | null {
    if (this.#rows.length === 0) return null;
    const rows = this.#last && this.#rows.at(-1) !== this.#last ? [...this.#rows, this.#last] : this.#rows;
    return {
      axes: this.#axes.map(({ path }) => path),
      // An axis that joined later stood still before.
      points: rows.map((row) => this.#axes.map((_, axis) => row[axis] ?? this.#starts[axis] ?? null)),
      every: this.#every,
    };
  }
}

function numberOf(position: unknown): number | null {
  return typeof position === 'number' && Number.isFinite(position) ? position : null;
}
