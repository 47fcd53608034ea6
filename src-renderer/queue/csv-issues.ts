import type { ErrorIssue } from '#shared/errors.ts';

/** What is wrong with a table: sentences by row, counted from 1 below the row of names, and those that are about the whole. */
export interface TableIssues {
  byRow: ReadonlyMap<number, readonly string[]>;
  others: readonly string[];
}

/** Sorts what the host says of a table; it names rows as `rows[0].num`. */
export function issuesByRow(issues: readonly ErrorIssue[]): TableIssues {
  const byRow = new Map<number, string[]>();
  const others: string[] = [];
  for (const { path, message } of issues) {
    const index = /^(?:rows|items)\[(\d+)\]/.exec(path)?.[1];
    if (index === undefined) others.push(message);
    else byRow.set(Number(index) + 1, [...(byRow.get(Number(index) + 1) ?? []), message]);
  }
  return { byRow, others };
}
