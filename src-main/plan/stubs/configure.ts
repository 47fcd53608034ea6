import { type MsgGenerator, msg } from '../../engine/msg.ts';
import type { Configurable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';

/** Changes the configuration of `device`; the next event gets a new descriptor. Returns the configuration before and after. */
export function* configure(
  device: Configurable,
  ...values: readonly unknown[]
): MsgGenerator<readonly [before: Readings, after: Readings]> {
  return (yield msg('configure', device, values, {})) as readonly [Readings, Readings];
}
