import { z } from 'zod';

/** What a number that belongs to a device means to an operator. */
export interface DeviceNumberOptions {
  title: string;
  description: string;
  /** Field of the same object that holds the device; `motor` unless given. */
  of?: string;
  /** What an arrow key adds, in the units of the device; 0.1 unless given. */
  step?: number;
}

/** A position of the device in the same row: in its units, within its limits. */
export function position({ title, description, of = 'motor', step: by = 0.1 }: DeviceNumberOptions) {
  return z.number().meta({ title, description, 'x-units-from': of, 'x-limits-from': of, step: by });
}

/** Positions of the device in the same row, in order: in its units, within its limits. One at least. */
export function positions({ title, description, of = 'motor' }: DeviceNumberOptions) {
  return z.array(z.number()).min(1).meta({ title, description, 'x-units-from': of, 'x-limits-from': of });
}

/** A length along the device in the same row: in its units. Where it leads depends on where the device is, so limits are not checked here. */
export function distance({ title, description, of = 'motor', step: by = 0.1 }: DeviceNumberOptions) {
  return z.number().meta({ title, description, 'x-units-from': of, step: by });
}

/** A list of {@link distance}s, in order. One at least. */
export function distances({ title, description, of = 'motor' }: DeviceNumberOptions) {
  return z.array(z.number()).min(1).meta({ title, description, 'x-units-from': of });
}

/** A length that is more than nothing, in the units of the device in the same row. */
export function step({ title, description, of = 'motor', step: by = 0.1 }: DeviceNumberOptions) {
  return z.number().positive().meta({ title, description, 'x-units-from': of, step: by });
}
