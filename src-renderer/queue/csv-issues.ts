import type { HutchError } from '#shared/errors.ts';

/** What is wrong with a table: sentences by row, counted as a spreadsheet does, and further ones that name no row. */
export interface TableIssues {
  byRow: ReadonlyMap<number, readonly string[]>;
  others: readonly string[];
}

/** Nothing is wrong, or nothing was asked yet. */
export const NO_TABLE_ISSUES: TableIssues = { byRow: new Map(), others: [] };

/** Sorts what the host says of a table: it names places as `row 3, axes[0].stop`, and what it cannot read as `Row 3 of the table ...`. */
export function tableIssues({ issues, message }: HutchError): TableIssues {
  const byRow = new Map<number, string[]>();
  const others: string[] = [];
  const tell = (row: string | undefined, sentence: string): void => {
    if (row === undefined) others.push(sentence);
    else byRow.set(Number(row), [...(byRow.get(Number(row)) ?? []), sentence]);
  };
  for (const { path, message: sentence } of issues ?? []) {
    const [, row, column] = /^row (\d+), (.*)$/.exec(path) ?? [];
    tell(row, column && !sentence.startsWith(column) ? `${column}: ${sentence}` : sentence);
  }
  const row = issues?.length ? undefined : /^row (\d+)\b/i.exec(message)?.[1];
  if (row !== undefined) tell(row, message);
  return { byRow, others };
}
