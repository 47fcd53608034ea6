/** Positions of one motor along a scan, made when asked for. A plain array is one. */
export interface Positions<T = unknown> {
  readonly length: number;
  /** The position of point `index`, 0 to `length - 1`. */
  at(index: number): T | undefined;
}

/**
 * `num` evenly spaced numbers from `start` to `stop`, both included, with the rounding of `numpy.linspace`: multiples of one step,
 * except that the last one is `stop` exactly.
 */
export function linspace(start: number, stop: number, num: number): Positions<number> {
  const range = stop - start;
  const intervals = num - 1;
  const step = range / intervals;
  return {
    length: num,
    at(index) {
      if (index > 0 && index === intervals) return stop;
      // A step that underflows to zero would lose the whole range.
      const offset = step === 0 ? (index / intervals) * range : index * step;
      return intervals > 0 ? start + offset : start;
    },
  };
}

/** `num` numbers from ten to the power of `start` to ten to the power of `stop`, both included, evenly spaced on a logarithmic scale. */
export function logspace(start: number, stop: number, num: number): Positions<number> {
  const exponents = linspace(start, stop, num);
  return { length: num, at: (index) => 10 ** (exponents.at(index) ?? Number.NaN) };
}
