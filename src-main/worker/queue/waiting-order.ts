import type { Place } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';

/** Ids of the tasks that wait, in the order in which they will run. */
export class WaitingOrder {
  #ids: readonly string[];

  constructor(ids: readonly string[] = []) {
    this.#ids = [...ids];
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  /** Where `place` is: ids from there on stand behind it. @throws HutchError `unknown_task` for an id that does not wait */
  indexOf(place: Place): number {
    return indexIn(this.#ids, place);
  }

  insert(ids: readonly string[], index: number): void {
    this.#ids = [...this.#ids.slice(0, index), ...ids, ...this.#ids.slice(index)];
  }

  /**
   * Moves a block, which keeps the order that it has in the queue; an index is that of its first item afterwards.
   * @throws HutchError `unknown_task` for a place behind or before an id that does not wait or is in the block
   */
  move(block: ReadonlySet<string>, to: Place): void {
    const rest = this.#ids.filter((id) => !block.has(id));
    const index = indexIn(rest, to);
    const moved = this.#ids.filter((id) => block.has(id));
    this.#ids = [...rest.slice(0, index), ...moved, ...rest.slice(index)];
  }

  remove(gone: ReadonlySet<string>): void {
    this.#ids = this.#ids.filter((id) => !gone.has(id));
  }
}

function indexIn(ids: readonly string[], place: Place): number {
  if (place === 'front') return 0;
  if (place === 'back') return ids.length;
  if ('index' in place) return Math.min(place.index, ids.length);
  if ('after' in place) return found(ids, place.after) + 1;
  return found(ids, place.before);
}

function found(ids: readonly string[], id: string): number {
  const index = ids.indexOf(id);
  if (index < 0) throw new HutchError('unknown_task', `No task ${id} waits there.`);
  return index;
}
