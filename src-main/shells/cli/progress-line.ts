import type { ProgressEvent, StatusView } from '#shared/contract/index.ts';

const BAR_CELLS = 20;

/**
 * What a plan does now, in one line for a terminal: a bar of the points done and the movements that are waited for.
 * Give it documents and progress in order; `text` is the line at any moment.
 */
export class ProgressLine {
  #planned: number | undefined;
  #done = 0;
  #descriptor: string | undefined;
  #statuses: StatusView[] = [];

  /** Follows the documents of a run: how many points are planned, and how many are there. */
  document(name: string, doc: Record<string, unknown>): void {
    if (name === 'start') {
      this.#planned = typeof doc.num_points === 'number' ? doc.num_points : undefined;
      this.#done = 0;
    } else if (name === 'descriptor' && doc.name === 'primary') {
      this.#descriptor = String(doc.uid);
    } else if (name === 'event' && doc.descriptor === this.#descriptor) {
      this.#done += 1;
    }
  }

  /** Follows the movements. */
  progress({ statuses }: ProgressEvent): void {
    this.#statuses = Object.values(statuses).filter(({ done }) => !done);
  }

  /** The line now; empty when there is nothing to say. */
  get text(): string {
    return [this.#points(), ...this.#statuses.map(movement)].filter((part) => part !== '').join('  ');
  }

  #points(): string {
    if (!this.#planned) return this.#done > 0 ? `${this.#done} points` : '';
    const cells = Math.round(Math.min(1, this.#done / this.#planned) * BAR_CELLS);
    return `[${'#'.repeat(cells)}${'-'.repeat(BAR_CELLS - cells)}] ${this.#done} of ${this.#planned}`;
  }
}

function movement({ display_name, current, target, unit, precision, time_remaining }: StatusView): string {
  if (current === null || target === null) return display_name;
  const left = time_remaining === null ? '' : `, ${time_remaining.toFixed(1)} s left`;
  return `${display_name} ${current.toFixed(precision)} ${unit} to ${target.toFixed(precision)} ${unit}${left}`;
}
