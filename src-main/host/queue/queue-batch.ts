import type { QueueItem } from '#shared/contract/index.ts';
import { type ErrorIssue, HutchError } from '#shared/errors.ts';
import type { QueueTable } from './queue-table.ts';

/**
 * The items of a table, for all or none of them to be added.
 * @throws HutchError `bad_request` of the first row that could not be understood
 */
export function batchItems({ rows }: QueueTable): QueueItem[] {
  for (const { row, issues } of rows) {
    const [first] = issues;
    if (first)
      throw new HutchError('bad_request', `${first.path ? `row ${row}, ${first.path}: ` : ''}${first.message}`);
  }
  return rows.map(({ request }) => ({ kind: 'plan', ...request }));
}

/** An error about the items of a table, told of the table: `row 3, num: must be at least 1`. */
export function inTable(error: HutchError, table: QueueTable): HutchError {
  if (!error.issues) return error;
  const issues = error.issues.map((issue) => inRow(issue, table));
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return new HutchError(error.code, first ? `${first.path}: ${first.message}${more}` : error.message, {
    issues,
    cause: error.cause,
    ...(error.details && { details: error.details }),
  });
}

/** `items[1].params.axes[0].stop` as `row 3, axes[0].stop`. */
function inRow(issue: ErrorIssue, { rows, columnAt }: QueueTable): ErrorIssue {
  const [, index, place = ''] = /^items\[(\d+)\]\.(.*)$/.exec(issue.path) ?? [];
  const row = rows[Number(index)];
  return row ? { ...issue, path: `row ${row.row}, ${columnAt(place)}` } : issue;
}
