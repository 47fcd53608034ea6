import type { DocumentName, DocumentOf } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import { CallState, type ExitRequest } from './call-state.ts';
import type { CustomHandler } from './command-handler.ts';
import { CommandRegistry } from './command-registry.ts';
import { deferred } from './deferred.ts';
import { Dispatcher } from './dispatcher.ts';
import { PlanHalt, RequestAbort, RequestStop } from './engine-errors.ts';
import { type EngineLogger, SILENT_LOGGER } from './engine-logger.ts';
import type { EngineLimits, EngineServices, InputSource, MsgHook, WaitingHook } from './engine-services.ts';
import type { EngineState } from './engine-state.ts';
import { InstalledSuspenders } from './installed-suspenders.ts';
import { requestExit, requestPause, requestSuspend, resumeCall, suspendFor } from './interruption.ts';
import {
  defaultMetadataValidator,
  defaultScanIdSource,
  keepMetadata,
  type MetadataNormalizer,
  type MetadataValidator,
  mergeMetadata,
  type ScanIdSource,
  validateMetadata,
} from './metadata.ts';
import type { DocumentCallback } from './msg.ts';
import { executePlan, type RunEngineResult } from './plan-execution.ts';
import { planNameOf, planTypeOf } from './plan-name.ts';
import { DEFAULT_LIMITS, type Preprocessor, type RunEngineOptions, type RunOptions } from './run-engine-options.ts';
import { type StateHook, StateMachine } from './state-machine.ts';
import { subscribeAll } from './subscribe-all.ts';
import type { SuspendableEngine, Suspender, SuspendOptions } from './suspender.ts';
import { type PlanLike, toGenerator } from './to-generator.ts';

const NOT_SUSPENDING: readonly EngineState[] = [
  'running',
  'pausing',
  'paused',
  'aborting',
  'halting',
  'idle',
  'panicked',
];

/**
 * Executes plans, one at a time, and emits their documents: Bluesky's RunEngine (1.14.6), where it departs on purpose see
 * `docs/decisions/0010-engine-departures.md`.
 */
export class RunEngine implements EngineServices, SuspendableEngine {
  readonly machine: StateMachine;
  readonly dispatcher = new Dispatcher((error) => this.#subscriberFailed(error));
  readonly logger: EngineLogger;
  readonly limits: EngineLimits;
  /** Metadata of every run. */
  md: Record<string, unknown>;
  /** Applied to every plan; the first in the list is the outermost, as Bluesky documents. */
  preprocessors: Preprocessor[];
  mdValidator: MetadataValidator;
  mdNormalizer: MetadataNormalizer;
  scanIdSource: ScanIdSource;
  recordInterruptions: boolean;
  validateDocuments: boolean;
  /** What a subscriber throws is then logged only, and does not fail the plan. */
  ignoreCallbackExceptions = false;
  msgHook: MsgHook | null = null;
  waitingHook: WaitingHook | null = null;
  inputSource: InputSource | null;
  deferredPauseRequested = false;
  readonly #commands = new CommandRegistry();
  readonly #suspenders = new InstalledSuspenders(this);
  #call: CallState | null = null;
  #finished: Promise<RunEngineResult> | null = null;
  #disposed = false;

  constructor(options: RunEngineOptions = {}) {
    this.logger = options.logger ?? SILENT_LOGGER;
    this.machine = new StateMachine(this.logger);
    const { maxCachedMessages = DEFAULT_LIMITS.maxCachedMessages } = options;
    this.limits = { ...DEFAULT_LIMITS, ...options.limits, maxCachedMessages };
    this.md = options.md ?? {};
    this.preprocessors = options.preprocessors ?? [];
    this.mdValidator = options.mdValidator ?? defaultMetadataValidator;
    this.mdNormalizer = options.mdNormalizer ?? keepMetadata;
    this.scanIdSource = options.scanIdSource ?? defaultScanIdSource;
    this.recordInterruptions = options.recordInterruptions ?? false;
    this.validateDocuments = options.validateDocuments ?? true;
    this.inputSource = options.inputSource ?? null;
    this.#commands.register('RE_class', () => RunEngine);
  }

  get state(): EngineState {
    return this.machine.state;
  }

  /** Called as `(state, previous)` at every change. */
  get stateHook(): StateHook | null {
    return this.machine.hook;
  }

  set stateHook(hook: StateHook | null) {
    this.machine.hook = hook;
  }

  /** Whether a pause now could be resumed. True when idle, as a plan starts resumable. */
  get resumable(): boolean {
    return this.#call?.resumable ?? true;
  }

  /** Whether the messages of the plan that runs are kept for a rewind. True when idle. */
  get rewindable(): boolean {
    return this.#call?.rewindable ?? true;
  }

  /** Names of all commands. */
  get commands(): string[] {
    return this.#commands.names;
  }

  get suspenders(): ReadonlySet<Suspender> {
    return this.#suspenders.all;
  }

  /**
   * Runs a plan. Resolves when the engine is idle again, however the plan ended, pauses included. Rejects, before anything has happened,
   * when the call itself is wrong: `engine_busy`, `invalid_plan`, `invalid_metadata`, `bad_request`.
   */
  async run(plan: PlanLike, options: RunOptions = {}): Promise<RunEngineResult> {
    this.#refuseBusy();
    const identity = { plan_type: planTypeOf(plan), plan_name: options.planName ?? planNameOf(plan) };
    const metadata = options.metadata ?? {};
    const generator = this.preprocessors.reduceRight((inner, wrap) => toGenerator(wrap(inner)), toGenerator(plan));
    validateMetadata(this.mdValidator, mergeMetadata(this.md, identity, {}, metadata), 'call');
    const call = new CallState(this, identity, metadata);
    for (const token of subscribeAll(this.dispatcher, options.subscribers)) call.tokens.add(token);
    call.stack.push(generator);
    // A plan that starts while suspenders are tripped waits for them first.
    const wait = this.#suspenders.waitUntilContent(this.logger);
    if (wait) call.stack.push(wait);
    this.deferredPauseRequested = false;
    const finished = deferred<RunEngineResult>();
    this.#call = call;
    this.#finished = finished.promise;
    this.machine.to('running');
    executePlan(call, this.#commands).then(
      (result) => {
        this.#leave('idle');
        finished.resolve(result);
      },
      (thrown) => {
        this.#leave('panicked');
        finished.reject(HutchError.from(thrown));
      },
    );
    return finished.promise;
  }

  /** Asks for a pause. Settles when the plan is paused (or has ended over it); deferred, when the request is noted. Rejects with `invalid_transition`. */
  async requestPause(defer = false): Promise<void> {
    const call = this.#activeCall('paused');
    // A suspension that begins is over with the next message; the pause follows it.
    if (this.state === 'suspending') await this.machine.until(NOT_SUSPENDING);
    requestPause(call, defer);
    if (!defer) await this.machine.until(['paused', 'idle', 'panicked']);
  }

  /** Brings a paused plan back to its last checkpoint and lets it go on. Settles when it runs. Rejects with `invalid_transition`. */
  async resume(): Promise<void> {
    await resumeCall(this.#activeCall('resumed'));
  }

  /** Ends the plan after its cleanup; its runs are marked `success`. Settles when idle. */
  stop(): Promise<RunEngineResult> {
    return this.#exit({ kind: 'stop', reason: '', error: new RequestStop() });
  }

  /** Ends the plan after its cleanup; its runs are marked `abort`, with the reason. Settles when idle. */
  abort(reason = ''): Promise<RunEngineResult> {
    return this.#exit({ kind: 'abort', reason, error: new RequestAbort(reason) });
  }

  /** Ends the plan without its cleanup; devices are stopped and unstaged, documents closed nevertheless. Settles when idle. */
  halt(): Promise<RunEngineResult> {
    return this.#exit({ kind: 'halt', reason: '', error: new PlanHalt() });
  }

  /**
   * Suspends the plan until the promise that `wait` makes is fulfilled; `wait` may be called several times. A paused plan is suspended
   * when it is resumed. Throws `invalid_transition`.
   */
  requestSuspend(wait: () => Promise<unknown>, options: SuspendOptions = {}): void {
    requestSuspend(this.#activeCall('suspended'), wait, options);
  }

  /** Part of the contract with suspenders. */
  suspenderTripped(suspender: Suspender): void {
    if (this.#call !== null) suspendFor(this.#call, suspender);
  }

  /** Throws `bad_request` for what is no suspender, and what its signal throws. */
  installSuspender(suspender: Suspender): void {
    this.#suspenders.install(suspender);
  }

  removeSuspender(suspender: Suspender): void {
    if (this.#suspenders.remove(suspender)) this.#call?.heldSuspenders.delete(suspender);
  }

  clearSuspenders(): void {
    for (const suspender of [...this.suspenders]) this.removeSuspender(suspender);
  }

  /** Teaches the engine a command. Throws `bad_request`. */
  registerCommand(name: string, handler: CustomHandler): void {
    this.#commands.register(name, handler);
  }

  /** Throws `invalid_command` when there is none. */
  unregisterCommand(name: string): void {
    this.#commands.unregister(name);
  }

  /** Subscribes to documents by name, or to all; returns a token. Throws `bad_request`. */
  subscribe(callback: DocumentCallback, name: DocumentName | 'all' = 'all'): number {
    return this.dispatcher.subscribe(callback, name);
  }

  unsubscribe(token: number): void {
    this.dispatcher.unsubscribe(token);
  }

  /** Hands a document to the subscribers, as it is: for commands that make documents of their own. Throws what a subscriber throws. */
  emit<N extends DocumentName>(name: N, doc: DocumentOf[N]): void {
    this.dispatcher.emit(name, doc);
  }

  /** Forgets all subscriptions, halting a plan that runs. Settles when idle. */
  async reset(): Promise<void> {
    if (this.state !== 'idle') await this.halt();
    this.dispatcher.unsubscribeAll();
    this.deferredPauseRequested = false;
  }

  /** Halts what runs, removes suspenders and subscriptions. The engine takes no plan any more. May be called twice. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.clearSuspenders();
    await this.reset();
  }

  #refuseBusy(): void {
    if (this.#disposed) throw new HutchError('unavailable', 'The RunEngine has been disposed of');
    if (this.state === 'idle' && this.#call === null) return;
    throw new HutchError('engine_busy', `The RunEngine is ${this.state}: it runs one plan at a time`);
  }

  #activeCall(wanted: string): CallState {
    if (this.#call !== null) return this.#call;
    throw new HutchError('invalid_transition', `The RunEngine is ${this.state}: there is no plan to be ${wanted}`);
  }

  /** An asynchronous subscriber fails the plan as any other does, only later. */
  #subscriberFailed(error: unknown): void {
    this.logger.error('A subscriber to documents failed', { error: String(error) });
    if (!this.ignoreCallbackExceptions) this.#call?.inject(error);
  }

  #leave(state: 'idle' | 'panicked'): void {
    this.#call = null;
    this.#finished = null;
    this.machine.to(state);
  }

  /** A second request to end the same call joins the first, except that a halt overrules. */
  async #exit(exit: ExitRequest): Promise<RunEngineResult> {
    const call = this.#activeCall('ended');
    const finished = this.#finished;
    if (finished === null) throw new HutchError('internal', 'A call is active but nothing is running');
    const overruled = exit.kind === 'halt' && call.exit?.kind !== 'halt';
    if (call.exit !== null && !overruled) return finished;
    const stopTooEarly = exit.kind === 'stop' && (this.state === 'pausing' || this.state === 'suspending');
    if (stopTooEarly) await this.machine.until(['paused', 'running', 'idle', 'aborting', 'halting']);
    if (this.#call === call && (call.exit === null || overruled)) requestExit(call, exit);
    return finished;
  }
}
