import { formatNumber } from '../components/format-number.ts';
import type { PeakStatistics } from './peak-statistics.ts';
import type { RunField } from './run-field.ts';

/** A value as it is read: `0.660 mm`. */
export function quantity(value: number, field: Pick<RunField, 'precision' | 'units'>): string {
  return formatNumber(value, field.precision) + (field.units ? ` ${field.units}` : '');
}

/** One point in words: `stage.x 0.660 mm, det 1 511 counts`. */
export function pointWords(x: RunField, y: RunField, point: { x: number; y: number }): string {
  return `${x.label} ${quantity(point.x, x)}, ${y.label} ${quantity(point.y, y)}`;
}

/** What a plot shows, for who cannot see it: how many points, the newest, and the maximum. */
export function plotSummary(
  x: RunField,
  y: RunField,
  points: number,
  newest: { x: number; y: number } | null,
  peak: PeakStatistics | null,
): string {
  const parts = [`${y.label} against ${x.label}, ${points} ${points === 1 ? 'point' : 'points'}`];
  if (newest) parts.push(`newest: ${pointWords(x, y, newest)}`);
  if (peak) parts.push(`maximum: ${pointWords(x, y, { x: peak.maximumX, y: peak.maximumY })}`);
  return parts.join('; ');
}
