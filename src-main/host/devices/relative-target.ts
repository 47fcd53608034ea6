import { HutchError } from '#shared/errors.ts';
import type { Json } from '#shared/json.ts';
import { type Device, mainValue } from '../../device/index.ts';
import { Locatable, satisfies } from '../../engine/protocols.ts';

/** A device that stands still counts as arrived within this many units of the last digit shown: drives have dead bands, encoders noise. */
const ARRIVED_DIGITS = 5;
const ASSUMED_PRECISION = 3;
/** Digits that a double carries for certain: rounding to them takes away what binary arithmetic added (0.8 + 0.1). */
const CERTAIN_DIGITS = 14;

/**
 * Where a step leads a connected device: from its set-point, so that steps back and forth end where they began. Not so where it did not get
 * there, because somebody stopped it or it failed: then from where it stands, since a step must not send it on the way that was ended.
 * @throws HutchError `invalid_params` for a step that is no number, and for a device without a position in numbers; `not_connected`
 */
export async function relativeTarget(path: string, device: Device, step: Json): Promise<number> {
  const { setpoint, readback } = await position(device);
  if (typeof step !== 'number') throw refused(path, `it moves by a number, not by ${JSON.stringify(step)}`);
  const from = origin(setpoint, readback, device);
  if (from === undefined) throw refused(path, 'it has no position in numbers');
  return Number((from + step).toPrecision(CERTAIN_DIGITS));
}

function origin(setpoint: unknown, readback: unknown, device: Device): number | undefined {
  if (typeof readback !== 'number' || !Number.isFinite(readback)) return undefined;
  if (typeof setpoint !== 'number' || !Number.isFinite(setpoint)) return readback;
  const precision = mainValue(device)?.readback.metadata.precision ?? ASSUMED_PRECISION;
  return Math.abs(setpoint - readback) <= ARRIVED_DIGITS * 10 ** -precision ? setpoint : readback;
}

async function position(device: Device): Promise<{ setpoint?: unknown; readback: unknown }> {
  if (satisfies(device, Locatable)) return device.locate();
  const main = mainValue(device);
  return { setpoint: await main?.setpoint?.getValue(), readback: await main?.readback.getValue() };
}

function refused(path: string, why: string): HutchError {
  const message = `${path} cannot be moved by a step: ${why}.`;
  return new HutchError('invalid_params', message, {
    issues: [{ path: 'value', code: 'invalid_params', message: why }],
  });
}
