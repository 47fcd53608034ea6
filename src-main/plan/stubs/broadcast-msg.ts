import type { Msg, MsgGenerator } from '../../engine/msg.ts';

/** Sends the same message to each of `devices` in turn. Returns the responses. */
export function* broadcastMsg(
  command: string,
  devices: Iterable<unknown>,
  args: readonly unknown[] = [],
  kwargs: Readonly<Record<string, unknown>> = {},
): MsgGenerator<unknown[]> {
  const responses: unknown[] = [];
  for (const device of devices) {
    responses.push(yield { command, obj: device, args, kwargs: { ...kwargs }, run: null } as unknown as Msg);
  }
  return responses;
}
