import { setTimeout as sleep } from 'node:timers/promises';
import type { LearnedDuration, Task } from '#shared/contract/index.ts';
import { type InspectedPlan, PlanInspection } from '../../context/inspect/plan-inspection.ts';
import type { PlanContext } from '../../context/plan-context.ts';
import type { RunStore } from '../../store/run-store.ts';
import type { TaskWorker } from '../../worker/task-worker.ts';
import { expectedDuration } from '../inspection/expected-duration.ts';
import { learnedDuration } from '../inspection/learned-duration.ts';

export interface QueueEtaOptions {
  /** Plans and devices as they are loaded now. */
  readonly context: () => PlanContext;
  readonly store: Pick<RunStore, 'runs'>;
  /** Shortest time between two tellings, in ms; a second unless given. */
  readonly tellMs?: number;
}

/** A plan that is longer is not followed to its end: earlier runs may still tell. */
const LIMITS = { messages: 2_000_000, wallMs: 1000 };
/** Requests that wait to be looked at; further ones are taken when there is room. */
const MOST_PENDING = 1000;
/** Requests that are remembered, before all are forgotten. */
const MOST_OUTLOOKS = 20_000;
/** After a look at a request, rest this many times as long: what runs goes first. */
const REST = 3;
/** Earlier runs of a plan that are learned from. */
const LEARNED_RUNS = 20;

/** What a look ahead tells of a duration. */
type Look = Pick<InspectedPlan, 'spent' | 'untimed' | 'points' | 'cut'>;

/** What is known of one request. */
interface Outlook {
  readonly request: Pick<Task, 'name' | 'params'>;
  /** `undefined` until it was looked at; `null` where that tells nothing. */
  look: Look | null | undefined;
  /** What was worked out of it last, and at which version of what is learned. */
  expectedS: number | null;
  version: number;
}

/**
 * How long the tasks of the queue are likely to take: by what their devices say, and by what earlier runs took. Requests are looked at one
 * after the other in the background, equal ones once; until then nothing is known of them.
 */
export class QueueEta {
  readonly #options: QueueEtaOptions;
  /** By plan and parameters. */
  #outlooks = new Map<string, Outlook>();
  /** By the parameters of a task, so that they are not written as text each time. */
  #ofParams = new WeakMap<object, Outlook>();
  readonly #pending = new Set<Outlook>();
  readonly #learned = new Map<string, LearnedDuration | undefined>();
  /** Grows whenever something is learned. */
  #version = 0;
  #working = false;
  readonly #closing = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tell: () => void = () => undefined;

  constructor(options: QueueEtaOptions) {
    this.#options = options;
  }

  /** Learns from the runs that `worker` makes, and lets it tell when durations have become known. Returns the function that ends it. */
  follow(worker: Pick<TaskWorker, 'onEvent' | 'refreshExpectations'>): () => void {
    this.#tell = () => worker.refreshExpectations();
    const leave = worker.onEvent((event) => {
      if (event.type === 'document' && event.name === 'stop') this.#learnAnew();
    });
    return () => {
      leave();
      this.#tell = () => undefined;
    };
  }

  /** How long a task is likely to take in all, in s; `null` while that is not known. Never waits. */
  expectedS(task: Task): number | null {
    const outlook = this.#outlookOf(task);
    if (!outlook) return null;
    const { look, request } = outlook;
    if (look === undefined) this.#ask(outlook);
    if (!look) return null;
    if (outlook.version !== this.#version) {
      outlook.expectedS = this.#duration(request.name, look);
      outlook.version = this.#version;
    }
    return outlook.expectedS === null ? null : outlook.expectedS * missingPart(task, look);
  }

  /** Plans and devices are other ones now: everything is looked at anew. */
  forget(): void {
    this.#outlooks = new Map();
    this.#ofParams = new WeakMap();
    this.#pending.clear();
    this.#scheduleTelling();
  }

  /** Looks at nothing more. May be called twice. */
  dispose(): void {
    this.#closing.abort();
    this.#pending.clear();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** `undefined` for one that there is no room to look at yet: a long queue must not take long each time. */
  #outlookOf({ name, params }: Task): Outlook | undefined {
    const known = this.#ofParams.get(params);
    if (known?.request.name === name) return known;
    if (this.#pending.size >= MOST_PENDING) return undefined;
    const key = `${name} ${JSON.stringify(params)}`;
    if (this.#outlooks.size >= MOST_OUTLOOKS) this.#outlooks.clear();
    const outlook = this.#outlooks.get(key) ?? {
      request: { name, params },
      look: undefined,
      expectedS: null,
      version: -1,
    };
    this.#outlooks.set(key, outlook);
    this.#ofParams.set(params, outlook);
    return outlook;
  }

  #ask(outlook: Outlook): void {
    if (this.#pending.size >= MOST_PENDING || this.#closing.signal.aborted) return;
    this.#pending.add(outlook);
    if (this.#working) return;
    this.#working = true;
    void this.#work();
  }

  /** Never rejects: what cannot be looked at is not known. */
  async #work(): Promise<void> {
    const { signal } = this.#closing;
    // Not within the change that asks: whoever submits a task is answered first.
    await sleep(0, undefined, { signal }).catch(() => undefined);
    for (const outlook of this.#pending) {
      if (signal.aborted) break;
      const begun = performance.now();
      outlook.look = await this.#look(outlook);
      this.#pending.delete(outlook);
      this.#scheduleTelling();
      await sleep((performance.now() - begun) * REST, undefined, { signal }).catch(() => undefined);
    }
    this.#working = false;
  }

  async #look({ request }: Outlook): Promise<Look | null> {
    try {
      const inspection = new PlanInspection(this.#options.context(), request);
      const { spent, untimed, points, cut, error } = await inspection.report(LIMITS, this.#closing.signal);
      return error ? null : { spent, untimed, points, cut };
    } catch {
      // Not a request that can run, or the end of Hutch. Whoever starts it is told why.
      return null;
    }
  }

  #duration(name: string, look: Look): number | null {
    const learned = this.#learnedOf(name);
    // Of what was not followed to its end, and of devices that cannot tell, only earlier runs know.
    if (look.cut !== null || (look.untimed.length > 0 && !learned)) return null;
    return expectedDuration(look, learned).expected_s;
  }

  #learnedOf(name: string): LearnedDuration | undefined {
    if (!this.#learned.has(name)) this.#learned.set(name, this.#learn(name));
    return this.#learned.get(name);
  }

  #learn(name: string): LearnedDuration | undefined {
    try {
      return learnedDuration(
        this.#options.store.runs({ plan: name, outcomes: ['success'], limit: LEARNED_RUNS }),
        name,
      );
    } catch {
      // A store that cannot be read is told of by whoever reads runs; a queue is listed without it.
      return undefined;
    }
  }

  #learnAnew(): void {
    this.#learned.clear();
    this.#version += 1;
    this.#scheduleTelling();
  }

  #scheduleTelling(): void {
    if (this.#timer || this.#closing.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, this.#options.tellMs ?? 1000);
  }
}

/** The part of the points that a task still has to take: all of them, unless it goes on with an earlier run. */
function missingPart({ continues }: Task, { points }: Look): number {
  if (!continues || points === 0) return 1;
  return Math.max(0, points - continues.from_point + 1) / points;
}
