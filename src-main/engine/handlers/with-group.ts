import { HutchError } from '#shared/errors.ts';
import type { CallState } from '../call-state.ts';
import type { Group } from '../msg.ts';
import { labelOf } from '../require-protocol.ts';
import type { Status } from '../status.ts';

interface Grouped {
  readonly group?: Group | null;
  readonly [passedToTheDevice: string]: unknown;
}

/** The group that a status goes to. */
export function groupOf(kwargs: Grouped): Group | null {
  return kwargs.group ?? null;
}

/** Arguments of a device method: those of the message, then its keyword arguments, if there are any, as one record. */
export function argumentsOf(args: readonly unknown[], kwargs: Grouped): readonly unknown[] {
  for (const key in kwargs) {
    if (key === 'group') continue;
    const { group: _, ...rest } = kwargs;
    return [...args, rest];
  }
  return args;
}

/** Remembers a status in its group and answers with it. Throws `device_failed` when the device gave none. */
export function track(call: CallState, device: unknown, method: string, group: Group | null, status: Status): Status {
  if (typeof status !== 'object' || status === null || typeof status.addCallback !== 'function') {
    throw new HutchError('device_failed', `${labelOf(device)}: ${method}() did not return a status`);
  }
  call.statuses.add(group, status);
  return status;
}
