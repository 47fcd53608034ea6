import type { ParamsIssue } from './define-plan.ts';

/** For each of `groups` of which more than one parameter is given: an issue at every one but the first. */
export function* exclusiveIssues(
  groups: readonly (readonly string[])[] = [],
  params: Readonly<Record<string, unknown>>,
): Generator<ParamsIssue, void> {
  for (const group of groups) {
    const [first, ...others] = group.filter((key) => params[key] !== undefined);
    for (const key of others)
      yield { path: [key], message: `${key} and ${first} exclude each other: give one of them` };
  }
}
