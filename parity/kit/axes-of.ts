import { Movable, satisfies } from '../../src-main/engine/protocols.ts';
import type { GridAxis, LineAxis, ListAxis } from '../../src-main/plan/patterns/index.ts';
import type { Target } from '../../src-main/plan/stubs/index.ts';
import { PythonError } from './python-error.ts';

/** Cuts `args` into pieces of `size`; what is left over is dropped, as Bluesky's `partition` does. */
function pieces(args: readonly unknown[], size: number): unknown[][] {
  return Array.from({ length: Math.floor(args.length / size) }, (_, i) => args.slice(i * size, (i + 1) * size));
}

/** `motor, value, motor, value...` */
export function targetsOf(args: readonly unknown[]): Target[] {
  return pieces(args, 2) as unknown as Target[];
}

/** `motor, start, stop, motor, start, stop...` */
export function lineAxesOf(args: readonly unknown[]): LineAxis[] {
  return pieces(args, 3).map(([motor, start, stop]) => ({ motor, start, stop }) as LineAxis);
}

/** `motor, start, stop, ..., num` where `num` may also be given by name. */
export function linesAndNum(
  args: readonly unknown[],
  num: number | null | undefined,
): { axes: LineAxis[]; num: number } {
  if (num !== null && num !== undefined) return { axes: lineAxesOf(args), num };
  if (args.length % 3 !== 1) throw new PythonError('ValueError', 'The number of points to scan must be provided');
  return { axes: lineAxesOf(args), num: args.at(-1) as number };
}

/** `motor, [positions], motor, [positions]...` */
export function listAxesOf(args: readonly unknown[]): ListAxis<number>[] {
  if (args.length % 2 !== 0) throw new PythonError('ValueError', 'There must be a list of points for each motor');
  return pieces(args, 2).map(([motor, points]) => ({ motor, points }) as ListAxis<number>);
}

/** `motor, start, stop, num` for each axis; in the old form, a snaking flag too for each but the first. */
export function gridAxesOf(args: readonly unknown[]): GridAxis[] {
  const motorsAt = (positions: readonly number[]) =>
    args.every((arg, index) => satisfies(arg, Movable) === positions.includes(index));
  const every = (size: number, first: number) => {
    const count = Math.ceil(Math.max(0, args.length - first) / size);
    return Array.from({ length: count }, (_, i) => first + i * size);
  };
  if (args.length % 4 === 0 && motorsAt(every(4, 0))) {
    return pieces(args, 4).map(([motor, start, stop, num]) => ({ motor, start, stop, num }) as GridAxis);
  }
  if (args.length > 4 && (args.length - 4) % 5 === 0 && motorsAt([0, ...every(5, 4)])) {
    const old = [...args.slice(0, 4), false, ...args.slice(4)];
    return pieces(old, 5).map(([motor, start, stop, num, snake]) => ({ motor, start, stop, num, snake }) as GridAxis);
  }
  throw new PythonError('ValueError', 'The arguments of a grid are out of place');
}
