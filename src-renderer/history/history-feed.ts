import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { type HistoryFilter, runConditions, taskConditions, timeRange } from './history-filter.ts';
import { type HistoryParts, historyHorizon } from './history-rows.ts';

/** Entries of one request. */
export const HISTORY_PAGE = 100;

const NOTHING: HistoryParts = { runs: [], hasMoreRuns: false, tasks: [], hasMoreTasks: false };

/** How far a {@link HistoryFeed} has come. */
export interface HistoryState extends HistoryParts {
  /** Something has been answered. */
  isLoaded: boolean;
  isLoading: boolean;
}

/**
 * What the host has recorded and what fits a filter, page by page, the newest first. The host searches; nothing but what is shown is held.
 * Requests follow each other, so that pages fit together.
 */
export class HistoryFeed {
  readonly #client: HutchClient;
  readonly #filter: HistoryFilter;
  readonly #withTasks: boolean;
  readonly #report: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #state: HistoryState = { ...NOTHING, isLoaded: false, isLoading: false };
  #tail: Promise<void> = Promise.resolve();

  /** `withTasks`: tasks that ended without a run belong to it as well. `report` gets what went wrong. */
  constructor(client: HutchClient, filter: HistoryFilter, withTasks: boolean, report: (error: unknown) => void) {
    this.#client = client;
    this.#filter = filter;
    this.#withTasks = withTasks;
    this.#report = report;
  }

  /** What is here now; another object after every change. */
  readonly getState = (): HistoryState => this.#state;

  /** Calls back at every change of the state; returns how to end that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for the newest entries, and keeps the older ones that fit on to them. */
  refresh(): Promise<void> {
    return this.#inTurn(async () => {
      const [runs, tasks] = await Promise.all([this.#fetchRuns(undefined), this.#fetchTasks(undefined)]);
      const held = this.#state;
      const newRuns = joined(runs.list, runs.more, held.runs, held.hasMoreRuns, (run) => run.uid);
      const newTasks = joined(tasks.list, tasks.more, held.tasks, held.hasMoreTasks, (task) => task.task_id);
      this.#take({ runs: newRuns.list, hasMoreRuns: newRuns.more, tasks: newTasks.list, hasMoreTasks: newTasks.more });
    });
  }

  /** Asks for the next older page of whichever kind is wanted next; does nothing when there is no more, or when one is on its way. */
  loadOlder(): Promise<void> {
    if (this.#state.isLoading) return this.#tail;
    return this.#inTurn(async () => {
      const { runs, hasMoreRuns, tasks, hasMoreTasks } = this.#state;
      const horizon = historyHorizon(this.#state);
      const wantsRuns = hasMoreRuns && runs.at(-1)?.started_at === horizon;
      const wantsTasks = hasMoreTasks && tasks.at(-1)?.ended_at === horizon;
      const [older, olderTasks] = await Promise.all([
        wantsRuns ? this.#fetchRuns(runs.at(-1)?.uid) : { list: [], more: hasMoreRuns },
        wantsTasks ? this.#fetchTasks(tasks.at(-1)?.ended_at ?? undefined) : { list: [], more: hasMoreTasks },
      ]);
      this.#take({
        runs: [...runs, ...older.list],
        hasMoreRuns: older.more,
        tasks: [...tasks, ...olderTasks.list],
        hasMoreTasks: olderTasks.more,
      });
    });
  }

  async #fetchRuns(before: string | undefined): Promise<{ list: RunSummary[]; more: boolean }> {
    const conditions = runConditions(this.#filter, Date.now() / 1000);
    if (!conditions) return { list: [], more: false };
    const input = { ...conditions, limit: HISTORY_PAGE, ...(before !== undefined && { before }) };
    const list = await this.#client.request('runs.list', input);
    return { list, more: list.length === HISTORY_PAGE };
  }

  async #fetchTasks(before: number | undefined): Promise<{ list: Task[]; more: boolean }> {
    const conditions = this.#withTasks ? taskConditions(this.#filter) : null;
    if (!conditions) return { list: [], more: false };
    const { since, until } = timeRange(this.#filter, Date.now() / 1000);
    const end = before ?? until;
    const input = { ...conditions, limit: HISTORY_PAGE, ...(end !== undefined && { before: end }) };
    const { tasks, more } = await this.#client.request('tasks.history', input);
    const list = since === undefined ? tasks : tasks.filter(({ ended_at }) => (ended_at ?? 0) >= since);
    // What is older than that is not looked for.
    return { list, more: more && list.length === tasks.length };
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#tail = this.#tail.then(async () => {
      this.#set({ ...this.#state, isLoading: true });
      try {
        await act();
      } catch (thrown) {
        this.#report(thrown);
      } finally {
        this.#set({ ...this.#state, isLoading: false });
      }
    });
    return this.#tail;
  }

  #take(parts: HistoryParts): void {
    this.#set({ ...parts, isLoaded: true, isLoading: true });
  }

  #set(state: HistoryState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A new first page before what is held; what is held goes when it does not follow on. */
function joined<Entry>(
  page: readonly Entry[],
  more: boolean,
  held: readonly Entry[],
  heldMore: boolean,
  idOf: (entry: Entry) => string,
): { list: readonly Entry[]; more: boolean } {
  const last = page.at(-1);
  if (!more || last === undefined) return { list: page, more };
  const at = held.findIndex((entry) => idOf(entry) === idOf(last));
  if (at === -1 || at === held.length - 1) return { list: page, more };
  return { list: [...page, ...held.slice(at + 1)], more: heldMore };
}
