import { HutchError } from '#shared/errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Collectable, PartialEvent } from '../../engine/protocols.ts';

export interface CollectOptions {
  /** Name of the stream that was declared for these data; the flyer's own streams unless given. */
  name?: string | null;
  /** Return the events as well as emitting them; `true` unless given. */
  returnPayload?: boolean;
  /** Bluesky's old way of emitting while collecting, which the engine refuses; `false` unless given. */
  stream?: boolean;
}

/** Emits what one or several `flyers` have gathered. Returns it too, unless told not to. */
export function* collect(
  flyers: Collectable | readonly Collectable[],
  { name = null, returnPayload = true, stream = false }: CollectOptions = {},
): MsgGenerator<PartialEvent[] | undefined> {
  const [first, ...rest] = Array.isArray(flyers) ? (flyers as readonly Collectable[]) : [flyers as Collectable];
  if (!first) throw new HutchError('invalid_params', 'collect needs at least one device');
  const payload = yield msg('collect', first, rest, { stream, return_payload: returnPayload, name });
  return payload as PartialEvent[] | undefined;
}
