import type { RunEngine, RunEngineResult } from '../../src-main/engine/index.ts';
import { HutchError } from '../../src-main/sdk/index.ts';
import { type ComparableError, exceptionOf } from './exception-of.ts';
import type { InterruptionScript } from './interruption-script.ts';
import { KitDevice } from './kit-device.ts';
import type { KitDevices } from './make-devices.ts';
import type { Normalizer } from './normalizer.ts';

type Request = NonNullable<InterruptionScript['requests']>[number];
type Action = NonNullable<InterruptionScript['when_paused']>[number];

/** How a call ended, or was paused: `run` first, then what was called while the plan was paused. */
export interface InterruptedCall {
  readonly call: 'run' | Action['do'];
  /** How many messages were sent before. */
  readonly after: number;
  readonly raised?: ComparableError;
  readonly result?: unknown;
}

/** How each call ended, what the engine went through, the messages at which a request was refused, and how it all ended. */
export interface InterruptedEnd {
  readonly calls: readonly InterruptedCall[];
  readonly states: readonly (readonly [from: string, to: string])[];
  readonly refused: readonly number[];
  readonly exit_status?: string;
}

/** A plan that pauses itself again and again is given up. */
const MOST_PAUSES = 50;

/** Interrupts a call at exact places; `../python/interruptions.py` does the same to Bluesky's engine. */
export class Interrupter {
  readonly states: [from: string, to: string][] = [];
  /** The messages at which a request was refused. */
  readonly refused: number[] = [];
  /** The result, when all is over. */
  result: RunEngineResult | null = null;
  readonly #engine: RunEngine;
  readonly #devices: readonly KitDevice[];
  readonly #normalizer: Normalizer;
  readonly #requests: ReadonlyMap<number, Request>;
  readonly #whenPaused: Action[];
  #messages = 0;

  constructor(engine: RunEngine, devices: KitDevices, normalizer: Normalizer, script: InterruptionScript) {
    this.#engine = engine;
    this.#devices = Object.values(devices).filter((device) => device instanceof KitDevice);
    this.#normalizer = normalizer;
    this.#requests = new Map(script.requests?.map((request) => [request.at, request]));
    this.#whenPaused = [...(script.when_paused ?? [])];
    engine.recordInterruptions = script.record_interruptions ?? false;
    engine.stateHook = (state, previous) => this.states.push([previous, state]);
    const named = devices as unknown as Readonly<Record<string, KitDevice & { delay?: number }>>;
    for (const { device, ...fault } of script.faults ?? []) named[device]?.faults.push(fault);
    for (const [name, delay] of Object.entries(script.delays ?? {})) Object.assign(named[name] ?? {}, { delay });
  }

  /** Told about each message before it is executed. */
  onMessage(): void {
    this.#messages += 1;
    const request = this.#requests.get(this.#messages);
    if (request === undefined) return;
    const at = this.#messages;
    this.#ask(request).catch((error: unknown) => {
      if (!(error instanceof HutchError && error.code === 'invalid_transition')) throw error;
      this.refused.push(at);
    });
  }

  /** Follows a call to its end, through its pauses. */
  async follow(finished: Promise<RunEngineResult>): Promise<InterruptedEnd> {
    const calls: InterruptedCall[] = [];
    let call: InterruptedCall['call'] = 'run';
    let after = 0;
    while (calls.length < MOST_PAUSES && this.result === null) {
      this.result = await Promise.race([finished, this.#engine.machine.until(['paused']).then(() => null)]);
      calls.push({ call, after, ...this.#outcome(call, this.result) });
      after = this.#messages;
      if (this.result === null) call = await this.#continue(this.#whenPaused.shift() ?? { do: 'resume' });
    }
    return {
      calls,
      states: this.states,
      refused: this.refused,
      ...(this.result && { exit_status: this.result.exitStatus }),
    };
  }

  async #continue(action: Action): Promise<Action['do']> {
    if (action.do === 'resume') await this.#engine.resume();
    else await this.#exit(action.do, action.reason);
    return action.do;
  }

  #ask(request: Request): Promise<unknown> {
    if (request.do === 'pause') return this.#engine.requestPause();
    if (request.do === 'deferred_pause') return this.#engine.requestPause(true);
    return this.#exit(request.do, request.reason);
  }

  /**
   * Hutch stops what moves when it is asked to end (decision 0010, row 12), and once more at the end as Bluesky does: what devices see of
   * the first is not noted.
   */
  #exit(verb: 'stop' | 'abort' | 'halt', reason = ''): Promise<unknown> {
    const seen = this.#devices.map(({ log }) => log.length);
    const ended = verb === 'abort' ? this.#engine.abort(reason) : this.#engine[verb]();
    for (const [index, { log }] of this.#devices.entries()) {
      const fresh = log.splice(seen[index] ?? 0);
      log.push(...fresh.filter(([call]) => call !== 'stop'));
    }
    return ended;
  }

  #outcome(call: InterruptedCall['call'], result: RunEngineResult | null): Partial<InterruptedCall> {
    if (result === null) return { raised: INTERRUPTED };
    const { exitStatus, exception, interrupted, planResult } = result;
    if (exitStatus === 'fail' && exception !== null) {
      const { type, message } = exceptionOf(exception);
      return { raised: { ...(type && { type }), ...(message && { message: this.#normalizer.text(message) }) } };
    }
    if (call !== 'run' && call !== 'resume') return {};
    return interrupted ? { raised: INTERRUPTED } : { result: this.#normalizer.value(planResult) };
  }
}

const INTERRUPTED = { type: 'RunEngineInterrupted', message: '' };
