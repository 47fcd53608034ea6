import type { ExitStatus } from '#shared/documents/index.ts';
import type { RunBundler } from './bundler/run-bundler.ts';
import type { CallState } from './call-state.ts';
import { stopDevices } from './rest-devices.ts';
import type { Status } from './status.ts';
import { withinMs } from './within-ms.ts';

/**
 * What always happens at the end of a call, however it ended, in Bluesky's order (1.14.6, `_run`): late failures are pardoned, every
 * movable that was set is stopped, monitors are cleared, flyers collected, devices unstaged, open runs closed. Never rejects:
 * what fails is logged and the rest goes on.
 */
export async function cleanUp(call: CallState, exitStatus: ExitStatus, reason: string): Promise<void> {
  attempt(call, 'let go of a status', () => call.statuses.pardonAll());
  await stopDevices(call, call.moved.keys());
  await Promise.all(call.stopping);
  for (const bundler of call.bundlers.values()) {
    attempt(call, `end the reading of the run ${bundler.runStart}`, () => bundler.endReading());
    await collectRemaining(call, bundler);
  }
  await unstageAll(call);
  for (const [key, bundler] of call.bundlers) {
    call.bundlers.delete(key);
    attempt(call, `close the run ${bundler.runStart}`, () => bundler.close(exitStatus, reason));
  }
  for (const token of call.tokens) call.services.dispatcher.unsubscribe(token);
  call.tokens.clear();
}

/** A flyer that never delivers does not keep the others from being unstaged. */
async function collectRemaining(call: CallState, bundler: RunBundler): Promise<void> {
  const { limits, logger } = call.services;
  try {
    await withinMs(
      bundler.collector.collectRemaining(),
      limits.collectTimeoutMs,
      'The collection of what flyers have left',
    );
  } catch (thrown) {
    logger.error('A flyer that was left uncollected did not deliver', { error: String(thrown) });
  }
}

async function unstageAll(call: CallState): Promise<void> {
  const pending: Promise<void>[] = [];
  for (const device of [...call.staged]) {
    call.staged.delete(device);
    attempt(call, 'unstage a device', () => {
      const answer = device.unstage();
      if (!Array.isArray(answer) && !(answer as Status).done) pending.push(whenDone(answer as Status));
    });
  }
  if (pending.length === 0) return;
  const { settleTimeoutMs } = call.services.limits;
  try {
    await withinMs(Promise.all(pending), settleTimeoutMs, 'unstage()');
  } catch (thrown) {
    call.services.logger.error('A device that was left staged did not unstage', { error: String(thrown) });
  }
}

function whenDone(status: Status): Promise<void> {
  return new Promise((resolve) => void status.addCallback(() => resolve()));
}

function attempt(call: CallState, what: string, action: () => void): void {
  try {
    action();
  } catch (thrown) {
    call.services.logger.error(`Cannot ${what}`, { error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}
