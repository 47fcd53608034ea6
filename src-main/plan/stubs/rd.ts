import { HutchError } from '#shared/errors.ts';
import { type MsgGenerator, msg } from '../../engine/msg.ts';
import { Locatable, type Readable, satisfies } from '../../engine/protocols.ts';
import type { Location } from '../../engine/reading.ts';
import { hintedFields } from '../hinted-fields.ts';
import { read } from './read.ts';

/**
 * The one value of `device`, in its units: where it is if it can be located, otherwise its hinted reading, otherwise its only reading.
 * `defaultValue` is returned where no engine answers (in a simulation). Throws `plan_failed` if the device has several values and hints at none.
 */
export function* rd<T = number>(device: Readable<T>, { defaultValue }: { defaultValue?: T } = {}): MsgGenerator<T> {
  const fallback = (defaultValue ?? 0) as T;
  if (satisfies(device, Locatable)) {
    const location = (yield msg('locate', device, [], {})) as Location<T> | undefined;
    return location ? location.readback : fallback;
  }
  const hints = hintedFields(device);
  if (hints.length > 1) throw ambiguous(device, `it hints at ${hints.join(', ')}`);
  const readings = yield* read(device);
  if (!readings) return fallback;
  const [hint] = hints;
  const candidates = hint === undefined ? Object.values(readings) : [readings[hint]];
  const [only] = candidates;
  if (!only || candidates.length > 1) throw ambiguous(device, `it reads ${Object.keys(readings).join(', ')}`);
  return only.value;
}

function ambiguous(device: Readable, why: string): HutchError {
  const message = `rd cannot tell which value of ${device.name} is meant: ${why}. Read one of its parts instead.`;
  return new HutchError('plan_failed', message);
}
