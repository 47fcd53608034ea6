import { HutchError } from '#shared/errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import { Locatable, type Movable, Readable, satisfies } from '../../engine/protocols.ts';
import type { Location, Readings } from '../../engine/reading.ts';
import { hintedFields } from '../hinted-fields.ts';

function hasPosition(device: object): device is { position: unknown } {
  return 'position' in device;
}

/**
 * Where `device` is set now: its located set-point, else its `position`, else its hinted (or first) reading.
 * 0 where no engine answers, in a simulation: positions are then relative to where the device is.
 */
export function* initialPosition(device: Movable): MsgGenerator<unknown> {
  if (satisfies(device, Locatable)) {
    const location = (yield msg('locate', device, [], {})) as Location | undefined;
    return location ? location.setpoint : 0;
  }
  if (hasPosition(device)) return device.position;
  if (!satisfies(device, Readable)) {
    throw new HutchError('wrong_protocol', `Device ${device.name} cannot tell where it is: it is not Readable`);
  }
  const readings = (yield msg('read', device, [], {})) as Readings | undefined;
  if (!readings) return 0;
  const hints = hintedFields(device);
  if (hints.length > 1) {
    throw new HutchError('plan_failed', `Device ${device.name} has several positions: ${hints.join(', ')}`);
  }
  return readings[hints[0] ?? Object.keys(readings)[0] ?? '']?.value;
}
