import type { RunSeries } from './run-series.ts';

/** What a line plot draws: `xs` ascending, as a plot must have it. */
export interface LineData {
  xs: number[];
  ys: number[];
  /** `false` where x goes to and fro: a line through points in order of x would claim a path that nobody took. */
  isLine: boolean;
}

function isDescending(values: readonly number[]): boolean {
  for (let index = 1; index < values.length; index += 1) {
    if (!((values[index] as number) <= (values[index - 1] as number))) return false;
  }
  return values.every(Number.isFinite);
}

/**
 * Columns of a run as a plot needs them. The usual case, x growing from point to point, hands out the living columns and copies nothing;
 * a scan downwards is turned round; anything else is sorted by x and drawn as points without a line.
 */
export function lineData(series: RunSeries, xKey: string, yKey: string): LineData {
  const xs = series.column(xKey);
  const ys = series.column(yKey);
  if (series.isAscending(xKey)) return { xs, ys, isLine: true };
  if (isDescending(xs)) return { xs: xs.toReversed(), ys: ys.toReversed(), isLine: true };
  const order = [...xs.keys()].filter((index) => Number.isFinite(xs[index]));
  order.sort((a, b) => (xs[a] as number) - (xs[b] as number));
  return {
    xs: order.map((index) => xs[index] as number),
    ys: order.map((index) => ys[index] as number),
    isLine: false,
  };
}
