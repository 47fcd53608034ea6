import type { SignalMetadata } from './signal-backend.ts';

/** A number as a sentence gives it: at most `precision` decimals, no trailing zeros, with its unit: `25 mm`. */
export function formatValue(value: number, metadata: Pick<SignalMetadata, 'units' | 'precision'>): string {
  const text = metadata.precision === undefined ? String(value) : String(Number(value.toFixed(metadata.precision)));
  return metadata.units ? `${text} ${metadata.units}` : text;
}
