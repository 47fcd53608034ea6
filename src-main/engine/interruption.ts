import { HutchError } from '#shared/errors.ts';
import type { CallState, ExitRequest } from './call-state.ts';
import { deferred } from './deferred.ts';
import { FailedPause } from './engine-errors.ts';
import type { EngineState } from './engine-state.ts';
import { type Msg, type MsgGenerator, msg } from './msg.ts';
import { pauseDevices, resumeDevices, stopDevices, stopMoving } from './rest-devices.ts';
import type { Suspender, SuspendOptions } from './suspender.ts';

const CAN_SUSPEND: ReadonlySet<EngineState> = new Set(['running', 'suspending', 'pausing', 'paused']);

/** Asks for a pause: now, or at the next checkpoint. Throws `invalid_transition`. */
export function requestPause(call: CallState, defer: boolean): void {
  const { machine, logger } = call.services;
  if (!machine.allows('pausing')) {
    throw new HutchError('invalid_transition', `The RunEngine is ${machine.state} and cannot be paused`);
  }
  if (defer) {
    call.services.deferredPauseRequested = true;
    logger.info('Deferred pause acknowledged: the plan goes on to its next checkpoint');
    return;
  }
  call.services.deferredPauseRequested = false;
  call.interrupted = true;
  machine.to('pausing');
  for (const bundler of call.bundlers.values()) bundler.recordInterruption('pause');
  call.interrupt();
}

/** Asks for a suspension. While the plan is paused it is kept for the resume. Throws `invalid_transition` when the plan is ending. */
export function requestSuspend(call: CallState, wait: () => Promise<unknown>, options: SuspendOptions): void {
  const { machine, logger } = call.services;
  if (call.ended || !CAN_SUSPEND.has(machine.state)) {
    throw new HutchError('invalid_transition', `The RunEngine is ${machine.state} and cannot be suspended`);
  }
  const start = startMessage(wait, options);
  if (machine.state === 'pausing' || machine.state === 'paused') {
    call.heldSuspensions.push(start);
    return;
  }
  if (!call.resumable) {
    logger.warn('The plan has no checkpoint and cannot be suspended: it is aborted');
    call.interrupted = true;
    abortUnpausable(call);
    call.interrupt();
    return;
  }
  logger.info('Suspending', { justification: options.justification ?? null });
  call.stack.push(single(start));
  if (machine.state === 'running') machine.to('suspending');
  call.interrupt();
}

/** A suspender has tripped: the plan is suspended, or its resume will be. */
export function suspendFor(call: CallState, suspender: Suspender): void {
  if (call.ended) return;
  const { state } = call.services.machine;
  if (state === 'pausing' || state === 'paused') call.heldSuspenders.add(suspender);
  if (state !== 'running' && state !== 'suspending') return;
  const wait = suspender.waitForRelease();
  if (wait === null) return;
  if (suspender.onlyWaits) waitFirst(call, wait, suspender.justification);
  else requestSuspend(call, wait, suspender);
}

/** The plan that runs waits before its next message, as it stands. Whatever interrupts it meanwhile does so as everywhere. */
function waitFirst(call: CallState, wait: () => Promise<unknown>, justification: string): void {
  call.services.logger.info('Waiting', { justification });
  for (const bundler of call.bundlers.values()) bundler.recordInterruption(justification);
  call.stack.push(single(waitMessage(wait)));
}

/** Asks for the end of the call. What moves is stopped at once, before the plan is told. Legal in every state but idle. */
export function requestExit(call: CallState, exit: ExitRequest): void {
  const { machine } = call.services;
  const next = { stop: 'stopping', abort: 'aborting', halt: 'halting', failed_pause: 'aborting' } as const;
  call.interrupted = true;
  endWith(call, exit);
  if (machine.allows(next[exit.kind])) machine.to(next[exit.kind]);
  stopMoving(call);
  call.interrupt();
  call.release?.();
}

/** Brings a paused call back: rewinds it to its last checkpoint and wakes the devices. Throws `invalid_transition`. */
export async function resumeCall(call: CallState): Promise<void> {
  const { machine } = call.services;
  if (machine.state !== 'paused' || call.resuming) {
    throw new HutchError('invalid_transition', `The RunEngine is ${machine.state}; only a paused plan can be resumed`);
  }
  call.resuming = true;
  try {
    call.interrupted = false;
    for (const bundler of call.bundlers.values()) bundler.recordInterruption('resume');
    call.stack.push(rewind(call));
    await resumeDevices(call);
    if (machine.state !== 'paused') return;
    for (const bundler of call.bundlers.values()) bundler.monitors.restore();
    beginHeldSuspensions(call);
    machine.to('running');
    call.release?.();
  } finally {
    call.resuming = false;
  }
}

/** Looks what happened outside, between two messages. Returns when the plan may go on. */
export async function attend(call: CallState): Promise<void> {
  const { machine } = call.services;
  call.attention = false;
  const resting = machine.state === 'pausing' || machine.state === 'suspending';
  if (resting && !call.resumable) return abortUnpausable(call);
  if (machine.state === 'suspending') machine.to('running');
  if (machine.state === 'pausing') await rest(call);
}

/** Takes the messages since the last checkpoint and makes a plan of them. */
export function rewind(call: CallState): MsgGenerator {
  const messages = call.cache.take();
  if (messages.length > 0) for (const bundler of call.bundlers.values()) bundler.rewind();
  return replay(messages);
}

async function rest(call: CallState): Promise<void> {
  const { machine } = call.services;
  for (const bundler of call.bundlers.values()) bundler.monitors.suspend();
  await stopDevices(call, call.moved.keys());
  await pauseDevices(call);
  if (machine.state !== 'pausing') return;
  const permit = deferred();
  call.release = permit.resolve;
  machine.to('paused');
  await permit.promise;
  call.release = null;
  // A resume has restored them already; a plan that is ended has its monitors back for its cleanup, as Bluesky's has.
  for (const bundler of call.bundlers.values()) bundler.monitors.restore();
}

function abortUnpausable(call: CallState): void {
  endWith(call, { kind: 'failed_pause', reason: '', error: new FailedPause() });
  call.services.machine.to('aborting');
  stopMoving(call);
}

/** A deferred pause is forgotten: the plan's cleanup may pass a checkpoint, but not pause there. */
function endWith(call: CallState, exit: ExitRequest): void {
  call.exit = exit;
  call.injected = exit.error;
  call.services.deferredPauseRequested = false;
}

function beginHeldSuspensions(call: CallState): void {
  for (const suspender of call.heldSuspenders) {
    const wait = suspender.waitForRelease();
    if (wait === null) continue;
    call.heldSuspensions.push(suspender.onlyWaits ? waitMessage(wait) : startMessage(wait, suspender));
  }
  call.heldSuspenders.clear();
  for (const start of call.heldSuspensions.splice(0)) call.stack.push(single(start));
}

function startMessage(wait: () => Promise<unknown>, options: SuspendOptions): Msg {
  const { prePlan = null, postPlan = null, justification = null } = options;
  return msg('_start_suspender', null, [prePlan, postPlan, justification, wait], {});
}

function waitMessage(wait: () => Promise<unknown>): Msg {
  return msg('wait_for', null, [[wait]], {});
}

function* single(message: Msg): MsgGenerator<unknown> {
  return yield message;
}

function* replay(messages: readonly Msg[]): MsgGenerator<undefined> {
  for (const message of messages) yield message;
}
