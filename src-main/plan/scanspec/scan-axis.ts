import type { HasName } from '../../engine/protocols.ts';

/** What a spec moves: a name, or the device that goes by it. Axes are compared by identity. */
export type ScanAxis = string | HasName;

/** How sentences and documents call `axis`. */
export function axisName(axis: ScanAxis): string {
  return typeof axis === 'string' ? axis : axis.name;
}

/** `x, y`: names of `axes`, in order, for a sentence. */
export function axisNames(axes: Iterable<ScanAxis>): string {
  return Array.from(axes, axisName).join(', ') || 'none';
}
