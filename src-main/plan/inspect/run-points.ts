import type { Msg, RunKey } from '../../engine/msg.ts';

/** Counts runs, and events by stream. */
export class RunPoints {
  readonly #streams = new Map<string, number>();
  /** The stream whose event each run is making. */
  readonly #making = new Map<RunKey, string>();
  #runs = 0;
  #announced = 0;

  /** Returns whether the message completes a point: an event of `primary`. */
  observe({ command, kwargs, args, run }: Msg): boolean {
    switch (command) {
      case 'open_run': {
        this.#runs += 1;
        const { num_points: announced } = kwargs as { num_points?: unknown };
        if (typeof announced === 'number') this.#announced += announced;
        return false;
      }
      case 'create': {
        const { name } = kwargs as { name?: string };
        this.#making.set(run, name ?? String((args as readonly unknown[])[0] ?? 'primary'));
        return false;
      }
      case 'drop':
        this.#making.delete(run);
        return false;
      case 'save':
        return this.#save(run);
      default:
        return false;
    }
  }

  get runs(): number {
    return this.#runs;
  }

  get streams(): Record<string, number> {
    return Object.fromEntries(this.#streams);
  }

  /** Events of `primary`, else of the largest stream, else what the metadata of the runs announce (flights make their events themselves). */
  get points(): number {
    return this.#streams.get('primary') ?? (Math.max(0, ...this.#streams.values()) || this.#announced);
  }

  #save(run: RunKey): boolean {
    const stream = this.#making.get(run);
    if (stream === undefined) return false;
    this.#making.delete(run);
    this.#streams.set(stream, (this.#streams.get(stream) ?? 0) + 1);
    return stream === 'primary';
  }
}
