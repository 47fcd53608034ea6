import type { ValueMetadata } from '#shared/contract/devices.ts';
import { valueText } from './device-words.ts';
import { parseQuantity } from './parse-quantity.ts';

/** What was typed as a value to be set: something to send, or why not. `null` reason: nothing typed yet. */
export type TargetCheck = { ok: true; value: number | string } | { ok: false; reason: string | null };

function limitReason(value: number, metadata: ValueMetadata): string | null {
  const { low = null, high = null } = metadata.limits ?? {};
  const units = metadata.units ? ` ${metadata.units}` : '';
  if (high !== null && value > high) {
    return `${valueText(value, metadata)} is beyond its upper limit of ${valueText(high, metadata)}${units}`;
  }
  if (low !== null && value < low) {
    return `${valueText(value, metadata)} is beyond its lower limit of ${valueText(low, metadata)}${units}`;
  }
  return null;
}

/** Checks a typed value against what the device takes, in its own terms. The host checks again. */
export function checkTarget(text: string, metadata: ValueMetadata | undefined): TargetCheck {
  if (text.trim() === '') return { ok: false, reason: null };
  if (metadata?.dtype === 'string') return { ok: true, value: text };
  const typed = parseQuantity(text, metadata?.units);
  if (!typed.ok) return { ok: false, reason: `"${text.trim()}" is not a number` };
  const reason = metadata ? limitReason(typed.value, metadata) : null;
  return reason === null ? { ok: true, value: typed.value } : { ok: false, reason };
}
