import type { ParamsIssue } from '../define-plan.ts';

/** For the `check` of a plan: one issue for each of `lists` that is not as long as the first. `pathAt` tells where number `index` stands. */
export function* equallyLong(
  lists: readonly (readonly unknown[])[],
  pathAt: (index: number) => ParamsIssue['path'],
): Generator<ParamsIssue, void> {
  const [first] = lists;
  for (const [index, list] of lists.entries()) {
    if (!first || list.length === first.length) continue;
    const message = `there must be as many positions as in the first row: ${first.length}, not ${list.length}`;
    yield { path: pathAt(index), message };
  }
}
