/** Where two values differ first, with what was expected there and what was found. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** How far two numbers may lie apart: functions such as the sine are not rounded the same everywhere. */
const RELATIVE = 1e-12;
const ABSOLUTE = 1e-15;

function sameNumber(expected: number, actual: number): boolean {
  if (expected === actual) return true;
  if (Number.isInteger(expected) && Number.isInteger(actual)) return false;
  const apart = Math.abs(expected - actual);
  return apart <= ABSOLUTE || apart <= RELATIVE * Math.max(Math.abs(expected), Math.abs(actual));
}

/** The first place at which `actual` is not `expected`; `null` if there is none. The order of keys does not matter. */
export function firstDifference(expected: unknown, actual: unknown, path = ''): Difference | null {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return sameNumber(expected, actual) ? null : { path, expected, actual };
  }
  if (typeof expected !== 'object' || typeof actual !== 'object' || expected === null || actual === null) {
    return expected === actual ? null : { path, expected, actual };
  }
  if (Array.isArray(expected) !== Array.isArray(actual)) return { path, expected, actual };
  return firstInside(expected as Entries, actual as Entries, path);
}

type Entries = Readonly<Record<string, unknown>>;

function firstInside(expected: Entries, actual: Entries, path: string): Difference | null {
  const list = Array.isArray(expected);
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const place = list ? `${path}[${key}]` : `${path}.${key}`;
    if (!(key in expected)) return { path: place, expected: '(nothing)', actual: actual[key] };
    if (!(key in actual)) return { path: place, expected: expected[key], actual: '(nothing)' };
    const difference = firstDifference(expected[key], actual[key], place);
    if (difference) return difference;
  }
  return null;
}
