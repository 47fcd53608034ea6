import type { SavedList, Task } from '#shared/contract/index.ts';
import type { JournalledQueue, QueueSettings, TaskHistoryFilter, TaskJournal } from '../task-journal.ts';
import { isOpen } from './task-table.ts';

/** A {@link TaskJournal} that lives as long as its process. It keeps the last `maxEnded` ended tasks, and all that are held. */
export class MemoryTaskJournal implements TaskJournal {
  readonly #maxEnded: number;
  readonly #open = new Map<string, Task>();
  readonly #ended = new Map<string, Task>();
  readonly #lists = new Map<string, SavedList>();
  #order: readonly string[] = [];
  #settings: QueueSettings | null = null;

  constructor(options: { maxEnded?: number } = {}) {
    this.#maxEnded = options.maxEnded ?? 1000;
  }

  load(): JournalledQueue {
    const waiting = this.#order.flatMap((id) => this.#open.get(id) ?? []);
    return {
      open: [...this.begun(), ...waiting],
      ended: [...this.#ended.values()],
      settings: this.#settings,
      lists: [...this.#lists.values()],
    };
  }

  begun(): Task[] {
    return [...this.#open.values()].filter(({ state }) => state !== 'waiting');
  }

  task(id: string): Task | undefined {
    return this.#open.get(id) ?? this.#ended.get(id);
  }

  putTask(task: Task): void {
    if (isOpen(task)) {
      this.#open.set(task.task_id, task);
      return;
    }
    this.#open.delete(task.task_id);
    this.#ended.set(task.task_id, task);
    if (this.#ended.size > this.#maxEnded) this.#forgetOldest();
  }

  putOrder(ids: readonly string[]): void {
    this.#order = ids;
  }

  putSettings(settings: QueueSettings): void {
    this.#settings = settings;
  }

  putList(list: SavedList): void {
    this.#lists.set(list.name, list);
  }

  removeList(name: string): void {
    this.#lists.delete(name);
  }

  history(filter: TaskHistoryFilter): { tasks: Task[]; more: boolean } {
    const found = [...this.#ended.values()].reverse().filter((task) => answers(task, filter));
    return { tasks: found.slice(0, filter.limit), more: found.length > filter.limit };
  }

  #forgetOldest(): void {
    for (const { task_id, hold } of this.#ended.values()) {
      if (hold) continue;
      this.#ended.delete(task_id);
      return;
    }
  }
}

function answers(task: Task, { text, plan, states, before }: TaskHistoryFilter): boolean {
  if (plan !== undefined && task.name !== plan) return false;
  if (states !== undefined && !states.includes(task.state)) return false;
  if (before !== undefined && (task.ended_at ?? 0) >= before) return false;
  return text === undefined || searched(task).includes(text.toLowerCase());
}

function searched({ name, purpose, columns, params, error }: Task): string {
  return [name, purpose ?? '', JSON.stringify(columns), JSON.stringify(params), error?.message ?? '']
    .join('\n')
    .toLowerCase();
}
