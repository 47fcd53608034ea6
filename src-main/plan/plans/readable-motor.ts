import { HutchError } from '#shared/errors.ts';
import { type Movable, Readable, satisfies } from '../../engine/protocols.ts';

/** `motor`, which a scan moves and reads. Throws `wrong_protocol` if it cannot be read. */
export function readableMotor(motor: Movable): Movable & Readable {
  if (satisfies(motor, Readable)) return motor as Movable & Readable;
  throw new HutchError('wrong_protocol', `Device ${motor.name} cannot be scanned: it is not Readable`);
}
