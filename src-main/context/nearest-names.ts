import { closestName } from '../plan/closest-name.ts';

/** Those of `names` that `typed` may have been meant to be, best first, at most three: spelled nearly so, or the same part of another device. */
export function nearestNames(typed: string, names: readonly string[]): string[] {
  const found = new Set<string>();
  const remaining = new Set(names);
  for (let near = closestName(typed, remaining); near !== undefined; near = closestName(typed, remaining)) {
    found.add(near);
    remaining.delete(near);
  }
  for (const name of names) if (name.endsWith(`.${typed}`)) found.add(name);
  return [...found].slice(0, 3);
}
