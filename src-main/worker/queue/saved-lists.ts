import type { SavedList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { nearestNames } from '../../context/nearest-names.ts';
import type { TaskJournal } from '../task-journal.ts';

/** Lists of items under names, to be put into the queue again. */
export class SavedLists {
  readonly #journal: TaskJournal;
  readonly #lists: Map<string, SavedList>;

  constructor(journal: TaskJournal, lists: readonly SavedList[]) {
    this.#journal = journal;
    this.#lists = new Map(lists.map((list) => [list.name, list]));
  }

  /** By name. */
  all(): SavedList[] {
    return [...this.#lists.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** @throws HutchError `unknown_list`, with the nearest names */
  get(name: string): SavedList {
    const list = this.#lists.get(name);
    if (list) return list;
    const near = nearestNames(name, [...this.#lists.keys()]);
    const hint = near.length > 0 ? `; did you mean "${near.join('" or "')}"?` : '.';
    throw new HutchError('unknown_list', `There is no list "${name}"${hint}`);
  }

  /** @throws HutchError `not_allowed` for a name that is taken, unless it is to be replaced */
  save(list: SavedList, replace: boolean): void {
    const taken = this.#lists.get(list.name);
    if (taken && !replace) {
      const sentence = `There is a list "${list.name}" already, saved by ${taken.saved_by}: replace it, or take another name.`;
      throw new HutchError('not_allowed', sentence);
    }
    this.#lists.set(list.name, list);
    this.#journal.putList(list);
  }

  /** @throws HutchError `unknown_list` */
  remove(name: string): void {
    this.get(name);
    this.#lists.delete(name);
    this.#journal.removeList(name);
  }
}
