import { RunEngine, type RunEngineResult } from '../../src-main/engine/index.ts';
import { HutchError } from '../../src-main/sdk/index.ts';
import { Decoder } from './decode.ts';
import { type ComparableError, exceptionOf } from './exception-of.ts';
import { type InterruptedEnd, Interrupter } from './interrupter.ts';
import { KitDevice } from './kit-device.ts';
import { KitError } from './kit-error.ts';
import { makeDevices } from './make-devices.ts';
import { Normalizer } from './normalizer.ts';
import type { ParityCase } from './parity-case.ts';
import { supplementalOf } from './supplemental-of.ts';

/** What our engine did with a plan case, in the form of the recordings. */
export interface Outcome {
  readonly messages: readonly (readonly unknown[])[];
  readonly documents: readonly (readonly unknown[])[];
  /** Calls that devices saw, by device. */
  readonly calls: Readonly<Record<string, unknown>>;
  /** The sentence of the error of Hutch's own with which it ended, if it did. */
  readonly sentence: string | undefined;
  /** What the plan returned and its exit status, or the error; of an error of Hutch's own only what Python's may be compared with. */
  readonly end: Partial<InterruptedEnd> & {
    readonly result?: unknown;
    readonly exit_status?: string;
    readonly exception?: ComparableError;
  };
}

/** The name that Python's RunEngine finds on the plan: that of the function, without its module. */
function planNameOf(plan: string): string {
  return plan.split('.').at(-1) ?? plan;
}

/**
 * Runs the plan of a case on fresh devices and a fresh engine. A case may not be run while another one is: it may set environment variables.
 * Throws a `KitError` if the case asks for what the kit does not have.
 */
export async function runPlanCase(parityCase: ParityCase): Promise<Outcome> {
  const { plan, args, kwargs, initial, env = {}, call_md: metadata = {}, notes, interrupt } = parityCase;
  const devices = makeDevices(initial);
  const normalizer = new Normalizer();
  const messages: unknown[][] = [];
  const documents: unknown[][] = [];
  const supplemental = supplementalOf(notes, devices);
  const engine = new RunEngine({
    ...(supplemental && { preprocessors: [(inner) => supplemental.apply(inner)] }),
  });
  const interrupter = interrupt && new Interrupter(engine, devices, normalizer, interrupt);
  engine.msgHook = (message) => {
    messages.push(normalizer.message(message));
    interrupter?.onMessage();
  };
  engine.subscribe((name, doc) => documents.push(normalizer.document(name, doc)));
  const restore = setEnvironment(env);
  try {
    const running = engine.run(new Decoder(devices).plan({ $plan: plan, args, kwargs }), {
      metadata,
      planName: planNameOf(plan),
    });
    const end = interrupter ? await interrupter.follow(running) : undefined;
    const result = interrupter ? interrupter.result : await endOrPause(engine, running);
    if (result?.exception instanceof KitError) throw result.exception;
    return {
      messages,
      documents,
      calls: callsOf(devices),
      sentence: sentenceOf(result),
      end: end ?? endOf(result, normalizer),
    };
  } finally {
    restore();
    if (engine.state !== 'idle') await engine.halt();
    await engine.dispose();
  }
}

/** Resolves with the result of the call, or `null` when it is paused: Python's returns to its caller then. */
function endOrPause(engine: RunEngine, running: Promise<RunEngineResult>): Promise<RunEngineResult | null> {
  return new Promise((resolve, reject) => {
    running.then(resolve, reject);
    engine.stateHook = (state) => {
      if (state === 'paused') resolve(null);
    };
  });
}

function endOf(result: RunEngineResult | null, normalizer: Normalizer): Outcome['end'] {
  if (!result) return { exception: { type: 'RunEngineInterrupted' } };
  if (result.exitStatus === 'fail' && result.exception) return { exception: exceptionOf(result.exception) };
  if (result.interrupted) return { exception: { type: 'RunEngineInterrupted' } };
  return { result: normalizer.value(result.planResult), exit_status: result.exitStatus };
}

function sentenceOf(result: RunEngineResult | null): string | undefined {
  return result?.exitStatus === 'fail' && result.exception instanceof HutchError ? result.exception.message : undefined;
}

function callsOf(devices: object): Record<string, unknown> {
  const called = Object.values(devices).filter((device) => device instanceof KitDevice && device.log.length > 0);
  return Object.fromEntries(called.map(({ name, log }: KitDevice) => [name, [...log]]));
}

function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
