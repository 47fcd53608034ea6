import type { ExitStatus } from '#shared/documents/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { CallState, UnstoppedDevice } from './call-state.ts';
import { cleanUp } from './cleanup.ts';
import type { CommandRegistry } from './command-registry.ts';
import { RequestAbort, RequestStop } from './engine-errors.ts';
import { attend } from './interruption.ts';
import { MessageLoop, type PlanOutcome } from './message-loop.ts';
import { Watchdog } from './watchdog.ts';

/** How a call ended. */
export interface RunEngineResult {
  /** Uids of the start documents, in order. */
  readonly runStartUids: string[];
  /** What the plan returned; `undefined` when it did not come to its end. */
  readonly planResult: unknown;
  readonly exitStatus: ExitStatus;
  /** Whether somebody ended it from outside. */
  readonly interrupted: boolean;
  /** Why, as it stands in the stop documents. */
  readonly reason: string;
  readonly exception: Error | null;
  /** Devices that did not stop: the operator must look after them. Missing when all did. */
  readonly unstopped?: UnstoppedDevice[];
}

/** Runs the plans of a call to their end, in whatever way, and cleans up. Never rejects. */
export async function executePlan(call: CallState, commands: CommandRegistry): Promise<RunEngineResult> {
  const loop = new MessageLoop(call, commands);
  const outcome = await outcomeOf(call, loop);
  call.ended = true;
  if (call.services.machine.state === 'suspending') call.services.machine.to('running');
  const ending = endingOf(call, outcome);
  await cleanUp(call, ending.exitStatus, ending.reason);
  return {
    runStartUids: call.runStartUids,
    planResult: 'returned' in outcome ? outcome.returned : undefined,
    ...ending,
    interrupted: call.interrupted,
    ...(call.unstopped.size > 0 && { unstopped: [...call.unstopped.values()] }),
  };
}

/** Whatever goes wrong in here ends the plans, and does not keep devices from being cleaned up. */
async function outcomeOf(call: CallState, loop: MessageLoop): Promise<PlanOutcome> {
  try {
    return await runToEnd(call, loop);
  } catch (thrown) {
    const error = HutchError.from(thrown);
    loop.halt(error);
    return { thrown: error };
  }
}

async function runToEnd(call: CallState, loop: MessageLoop): Promise<PlanOutcome> {
  const watchdog = new Watchdog(call);
  while (loop.outcome === null) {
    const start = performance.now();
    const end = loop.runSlice();
    watchdog.held(performance.now() - start);
    switch (end) {
      case 'finished':
        break;
      case 'attention':
        await attend(call);
        if (call.exit?.kind === 'halt') loop.halt(call.exit.error);
        break;
      case 'turn':
        watchdog.turned(loop.devicesUsed);
        await turn();
        loop.startSlice();
        break;
      case 'pending':
        await loop.settle();
        break;
    }
  }
  return loop.outcome;
}

interface Ending {
  readonly exitStatus: ExitStatus;
  readonly reason: string;
  readonly exception: Error | null;
}

/**
 * A plan that comes to its end succeeds, unless it was aborted or halted: then it is aborted, also when it has swallowed that.
 * A plan that throws anything else fails (bluesky 1.14.6, `_run`).
 */
function endingOf(call: CallState, outcome: PlanOutcome): Ending {
  const { exit } = call;
  const thrown = 'thrown' in outcome ? outcome.thrown : null;
  if (thrown !== null && thrown !== exit?.error && !isControl(thrown)) {
    const exception = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { exitStatus: 'fail', reason: exception.message, exception };
  }
  if (exit === null) {
    if (thrown instanceof RequestAbort) return { exitStatus: 'abort', reason: thrown.message, exception: thrown };
    return { exitStatus: 'success', reason: '', exception: thrown instanceof Error ? thrown : null };
  }
  const exitStatus = exit.kind === 'stop' ? 'success' : 'abort';
  return { exitStatus, reason: exit.reason, exception: exit.error };
}

/** A plan may also end itself by throwing one of these. */
function isControl(thrown: unknown): boolean {
  return thrown instanceof RequestAbort || thrown instanceof RequestStop;
}

/** Lets sockets, timers and everything else have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
