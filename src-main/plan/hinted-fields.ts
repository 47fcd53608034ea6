import { HasHints, satisfies } from '../engine/protocols.ts';

/** Keys of the readings that `device` holds to be the interesting ones; empty if it has no hints. */
export function hintedFields(device: unknown): readonly string[] {
  return satisfies(device, HasHints) ? (device.hints.fields ?? []) : [];
}
