import { formatNumber } from '../components/format-number.ts';

/** Digits that tell neighbours on an axis apart: 1 for steps of 0.2, 2 for 0.25, none for 500. */
export function stepPrecision(step: number): number {
  const digits = String(Number(Math.abs(step).toPrecision(6)));
  const [mantissa = '', exponent = '0'] = digits.split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, decimals - Number(exponent));
}

/** Labels of an axis whose marks are `step` apart. */
export function tickLabels(values: readonly number[], step: number): string[] {
  const precision = stepPrecision(step);
  return values.map((value) => formatNumber(value, precision));
}
