import type { CallState } from '../call-state.ts';
import type { CommandHandler } from '../command-handler.ts';
import type { Group } from '../msg.ts';
import { Stageable, satisfies } from '../protocols.ts';
import type { Status } from '../status.ts';
import { groupOf, track } from './with-group.ts';

/** Stages a device; at the latest the end of the call unstages it. Answers with its status, or the list of what was staged. A checkpoint. */
export const stage: CommandHandler<'stage'> = (call, msg) => {
  const device: unknown = msg.obj;
  if (!satisfies(device, Stageable)) return [];
  const answer = device.stage();
  call.staged.add(device);
  return staged(call, device, 'stage', groupOf(msg.kwargs), answer);
};

/** Unstages a device. A checkpoint. */
export const unstage: CommandHandler<'unstage'> = (call, msg) => {
  const device: unknown = msg.obj;
  if (!satisfies(device, Stageable)) return [];
  const answer = device.unstage();
  call.staged.delete(device);
  return staged(call, device, 'unstage', groupOf(msg.kwargs), answer);
};

function staged(
  call: CallState,
  device: object,
  method: string,
  group: Group | null,
  answer: Status | unknown[],
): unknown {
  call.resetCheckpoint();
  return Array.isArray(answer) ? answer : track(call, device, method, group, answer);
}
