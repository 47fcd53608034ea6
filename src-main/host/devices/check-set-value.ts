import { HutchError } from '#shared/errors.ts';
import type { Json } from '#shared/json.ts';
import { type Device, mainMetadata, mainValue, type SignalMetadata } from '../../device/index.ts';
import { Checkable, satisfies } from '../../engine/protocols.ts';

/**
 * Refuses what a connected device may not be set to: another type, a choice that it does not have, a value beyond its limits.
 * The device's own `checkValue` has the last word.
 * @throws HutchError `invalid_params`, with the path `value`; `limit_violation`
 */
export async function checkSetValue(path: string, device: Device, value: Json): Promise<void> {
  const main = mainValue(device);
  if (main?.setpoint) checkAgainst(path, mainMetadata(main), value);
  if (satisfies(device, Checkable)) await device.checkValue(value);
}

function checkAgainst(path: string, { dtype, units = '', limits, choices }: SignalMetadata, value: Json): void {
  if (choices && !choices.includes(value as string)) {
    throw wrong(path, `it takes one of ${choices.join(', ')}`, value);
  }
  if ((dtype === 'number' || dtype === 'integer') && !(typeof value === 'number' && Number.isFinite(value))) {
    throw wrong(path, 'it takes a number', value);
  }
  if (dtype === 'integer' && !Number.isInteger(value)) throw wrong(path, 'it takes a whole number', value);
  if (typeof value !== 'number' || !limits) return;
  const { low, high } = limits;
  if ((low !== null && value < low) || (high !== null && value > high)) {
    const range = `${low ?? 'no limit'} to ${high ?? 'no limit'}`;
    throw new HutchError(
      'limit_violation',
      `${path} cannot go to ${value} ${units}: its limits are ${range} ${units}`.trim(),
      {
        details: { device: path, value, low, high },
        issues: [{ path: 'value', code: 'limit_violation', message: `beyond the limits ${range} ${units}`.trim() }],
      },
    );
  }
}

function wrong(path: string, takes: string, value: Json): HutchError {
  const message = `${path} cannot be set to ${JSON.stringify(value)}: ${takes}.`;
  return new HutchError('invalid_params', message, {
    issues: [{ path: 'value', code: 'invalid_params', message: takes }],
  });
}
