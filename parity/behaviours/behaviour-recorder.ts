import { HutchError } from '#shared/errors.ts';
import type { Msg, MsgGenerator } from '../../src-main/engine/msg.ts';
import type { RunEngineResult } from '../../src-main/engine/plan-execution.ts';
import { namePlan } from '../../src-main/engine/plan-name.ts';
import { RunEngine } from '../../src-main/engine/run-engine.ts';
import type { RunOptions } from '../../src-main/engine/run-engine-options.ts';
import type { KitDevice } from '../kit/kit-device.ts';
import { type KitDevices, makeDevices } from '../kit/make-devices.ts';
import { Normalizer } from '../kit/normalizer.ts';
import { ANY, pythonName } from './python-names.ts';

/** One thing that happened: its kind (`msg`, `state`, `doc`, `dev`, `call`, `return`, `note` ...), then its facts. */
export type TimelineEntry = readonly [kind: string, ...facts: unknown[]];

/** Runs a scenario and writes down what happens, in the form of the recordings. */
export class BehaviourRecorder {
  readonly devices: KitDevices = makeDevices();
  readonly timeline: TimelineEntry[] = [];
  readonly engine = new RunEngine();
  readonly #normalizer = new Normalizer();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #watchers: ((message: Msg) => void)[] = [];
  #finished: Promise<RunEngineResult> | null = null;

  constructor() {
    this.engine.msgHook = (message) => {
      this.timeline.push(['msg', ...this.#normalizer.message(message)]);
      for (const watcher of [...this.#watchers]) watcher(message);
    };
    this.engine.stateHook = (state, previous) => this.timeline.push(['state', previous, state]);
    this.engine.subscribe((name, doc) => this.timeline.push(['doc', ...this.#normalizer.document(name, doc)]));
    for (const device of Object.values(this.devices)) this.follow(device);
  }

  /** Writes down the calls that a device sees. */
  follow(device: KitDevice): void {
    device.onCall = (call) => this.timeline.push(['dev', device.name, ...call]);
  }

  /** Looks at every message, before it is executed. */
  watch(watcher: (message: Msg) => void): void {
    this.#watchers.push(watcher);
  }

  /** A remark of the scenario. */
  note(...facts: unknown[]): void {
    this.timeline.push(['note', ...facts.map((fact) => (fact === ANY ? ANY : this.#normalizer.value(fact)))]);
  }

  /** Does something `ms` from now, as another thread would. */
  after(ms: number, action: () => unknown): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void action();
    }, ms);
    this.#timers.add(timer);
  }

  later(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Pauses once, right after the `nth` event: there a request lands that another thread makes while its readings are taken. */
  pauseAtEvent(nth: number): void {
    let seen = 0;
    this.engine.subscribe(() => {
      if (++seen === nth) void this.engine.requestPause();
    }, 'event');
  }

  /** `RE(plan)`: returns when the plan has ended or is paused. */
  async run(label: string, plan: Iterable<Msg> | MsgGenerator, name = 'plan', options: RunOptions = {}): Promise<void> {
    this.timeline.push(['call', label]);
    if (!Array.isArray(plan)) namePlan(plan as MsgGenerator, name);
    const finished = this.engine.run(plan, options);
    let rejected: { error: unknown } | null = null;
    finished.catch((error: unknown) => {
      rejected = { error };
    });
    await Promise.resolve();
    if (rejected === null && this.engine.state !== 'idle') this.#finished ??= finished;
    if (this.#finished === finished || rejected === null) await this.#settled(label, finished);
    else this.#return(label, this.#raised((rejected as { error: unknown }).error));
  }

  /** `RE.resume()`: returns when the plan has ended or is paused again. */
  async resume(label = 'resume'): Promise<void> {
    this.timeline.push(['call', label]);
    const finished = this.#finished;
    try {
      await this.engine.resume();
      if (finished !== null) await this.#settled(label, finished);
    } catch (error) {
      this.#return(label, this.#raised(error));
    }
  }

  /** `RE.abort()`, `stop()`, `halt()`. */
  async end(label: string, verb: 'abort' | 'stop' | 'halt', reason?: string): Promise<void> {
    this.timeline.push(['call', label]);
    try {
      const result = await this.engine[verb](reason);
      this.#return(label, { result: this.#resultOf(result) });
    } catch (error) {
      this.#return(label, this.#raised(error));
    }
  }

  async requestPause(label = 'request_pause'): Promise<void> {
    this.timeline.push(['call', label]);
    try {
      await this.engine.requestPause();
      this.#return(label, { result: null });
    } catch (error) {
      this.#return(label, this.#raised(error));
    }
  }

  /** Ends what a scenario has left behind. */
  async dispose(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.engine.dispose();
  }

  async #settled(label: string, finished: Promise<RunEngineResult>): Promise<void> {
    const result = await Promise.race([finished, this.engine.machine.until(['paused']).then(() => null)]);
    if (result === null) return this.#return(label, interrupted());
    this.#finished = null;
    if (result.exitStatus === 'fail') return this.#return(label, this.#raised(result.exception));
    this.#return(label, result.interrupted ? interrupted() : { result: this.#resultOf(result) });
  }

  #return(label: string, outcome: Record<string, unknown>): void {
    this.timeline.push(['return', label, { ...outcome, state_after: this.engine.state }]);
  }

  #resultOf(result: RunEngineResult): Record<string, unknown> {
    return {
      plan_result: this.#normalizer.value(result.planResult),
      exit_status: result.exitStatus,
      interrupted: result.interrupted,
      reason: result.reason,
      exception: exceptionOf(result.exception),
      run_start_uids: this.#normalizer.value(result.runStartUids),
    };
  }

  /** Sentences of the engine's own errors are Hutch's; those of plans and devices are compared. */
  #raised(error: unknown): Record<string, unknown> {
    const { cause } = error as { cause?: unknown };
    const message = error instanceof Error ? this.#normalizer.text(error.message) : String(error);
    const own = error instanceof HutchError && error.code !== 'failed_status';
    return {
      raised: pythonName(error),
      message: own ? ANY : message,
      cause: cause instanceof Error ? { $exc: pythonName(cause), message: cause.message } : null,
    };
  }
}

function interrupted(): Record<string, unknown> {
  return { raised: 'RunEngineInterrupted', message: '(pause_msg)', cause: null };
}

/** Python keeps the class of some and an instance of others: what counts is which error it was. */
function exceptionOf(exception: Error | null): unknown {
  if (exception === null) return null;
  const name = pythonName(exception);
  return name === 'RequestAbort' || name === 'FailedPause' ? { $exc: name, message: ANY } : { $exc_class: name };
}
