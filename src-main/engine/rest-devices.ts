import type { CallState } from './call-state.ts';
import { NoReplayAllowed } from './engine-errors.ts';
import { isPromise } from './is-promise.ts';
import { Pausable, Stoppable, satisfies } from './protocols.ts';
import { withinMs } from './within-ms.ts';

/**
 * Calls `stop(true)` on every device at once, then waits for those that answer with a promise. One that throws or hangs does not keep
 * the others from being stopped; it is reported in the result of the call. Never rejects.
 */
export function stopDevices(call: CallState, devices: Iterable<object>): Promise<void> {
  const pending: Promise<void>[] = [];
  for (const device of devices) {
    if (!satisfies(device, Stoppable)) continue;
    const name = nameOf(device);
    try {
      const answer = device.stop(true);
      if (isPromise(answer)) pending.push(awaitStop(call, name, answer));
    } catch (thrown) {
      reportUnstopped(call, name, messageOf(thrown));
    }
  }
  return pending.length === 0 ? Promise.resolve() : Promise.all(pending).then(() => undefined);
}

/** Stops what moves at this moment, or may do so: a device that was set but gave no status. Failures that follow from it are not the plan's. Returns at once. */
export function stopMoving(call: CallState): void {
  const moving = [...call.moved].filter(([, status]) => status?.done !== true);
  if (moving.length === 0) return;
  call.statuses.pardon(moving.flatMap(([, status]) => (status === null ? [] : [status])));
  call.stopping.push(
    stopDevices(
      call,
      moving.map(([device]) => device),
    ),
  );
}

/** Tells every pausable device that the plan pauses. A device may forbid the replay. Never rejects. */
export async function pauseDevices(call: CallState): Promise<void> {
  for (const device of call.seen) {
    if (!satisfies(device, Pausable)) continue;
    try {
      const answer = device.pause();
      if (isPromise(answer))
        await withinMs(answer, call.services.limits.settleTimeoutMs, `pause() of ${nameOf(device)}`);
    } catch (thrown) {
      if (thrown instanceof NoReplayAllowed) call.resetCheckpoint();
      else call.services.logger.error(`${nameOf(device)} failed to pause`, { error: messageOf(thrown) });
    }
  }
}

/** Tells every pausable device that the plan goes on. Never rejects: a device that fails is thrown into the plan. */
export async function resumeDevices(call: CallState): Promise<void> {
  for (const device of call.seen) {
    if (!satisfies(device, Pausable)) continue;
    try {
      const answer = device.resume();
      if (isPromise(answer))
        await withinMs(answer, call.services.limits.settleTimeoutMs, `resume() of ${nameOf(device)}`);
    } catch (thrown) {
      call.inject(thrown);
    }
  }
}

function awaitStop(call: CallState, name: string, answer: Promise<unknown>): Promise<void> {
  return withinMs(answer, call.services.limits.stopTimeoutMs, `stop() of ${name}`).then(
    () => undefined,
    (thrown) => reportUnstopped(call, name, messageOf(thrown)),
  );
}

function reportUnstopped(call: CallState, device: string, reason: string): void {
  call.unstopped.set(device, { device, reason });
  call.services.logger.error(`${device} did not stop: ${reason}`);
}

function nameOf(device: object): string {
  const name = (device as { name?: unknown }).name;
  return typeof name === 'string' ? name : 'A device without a name';
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
