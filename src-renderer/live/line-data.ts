/** What a line plot draws: `xs` ascending, as a plot must have it; both equally long. */
export interface LineData {
  xs: Float64Array;
  ys: Float64Array;
  /** `false` where x goes to and fro: a line through points in order of x would claim a path that nobody took. */
  isLine: boolean;
}

function runsOneWay(values: Float64Array, sign: 1 | -1): boolean {
  for (let index = 0; index < values.length; index += 1) {
    const here = values[index] as number;
    if (!Number.isFinite(here) || (index > 0 && (here - (values[index - 1] as number)) * sign < 0)) return false;
  }
  return true;
}

/**
 * Two columns of a run as a plot needs them. The usual case, x growing from point to point, hands out the columns and copies nothing;
 * a scan downwards is turned round; anything else is sorted by x and drawn as points without a line.
 */
export function lineData(xs: Float64Array, ys: Float64Array): LineData {
  if (runsOneWay(xs, 1)) return { xs, ys, isLine: true };
  if (runsOneWay(xs, -1)) return { xs: xs.toReversed(), ys: ys.toReversed(), isLine: true };
  const order = [...xs.keys()].filter((index) => Number.isFinite(xs[index]));
  order.sort((a, b) => (xs[a] as number) - (xs[b] as number));
  return {
    xs: Float64Array.from(order, (index) => xs[index] as number),
    ys: Float64Array.from(order, (index) => ys[index] as number),
    isLine: false,
  };
}
