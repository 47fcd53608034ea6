import { MOST_ROWS_TOLD, type TableCheck, type TableRow, type TaskRequest } from '#shared/contract/index.ts';
import { type ErrorIssue, HutchError } from '#shared/errors.ts';
import { inSlices } from '../../worker/in-slices.ts';
import type { QueueTable, TableRequest } from './queue-table.ts';

/** Checks every row of a table with `check`, which throws what is wrong with a request, without keeping the event loop; adds nothing. */
export async function checkTable(table: QueueTable, check: (request: TaskRequest) => unknown): Promise<TableCheck> {
  const told: TableRow[] = [];
  let wrong = 0;
  await inSlices(table.rows, (each, index) => {
    const issues = issuesOf(each, table, check);
    if (issues.length > 0) wrong += 1;
    const isTold = index < MOST_ROWS_TOLD || (issues.length > 0 && wrong <= MOST_ROWS_TOLD);
    const { row, request } = each;
    if (isTold) told.push({ row, request: { ...request, params: request.params ?? {} }, issues });
  });
  return { count: table.rows.length, wrong, rows: told };
}

function issuesOf(
  { request, issues }: TableRequest,
  { columnAt }: QueueTable,
  check: (request: TaskRequest) => unknown,
): ErrorIssue[] {
  // What was understood in part only would be blamed for what is missing in it.
  if (issues.length > 0) return [...issues];
  try {
    check(request);
    return [];
  } catch (thrown) {
    const { code, message, issues: found = [] } = HutchError.from(thrown);
    // An error that names no place is about the whole request.
    if (found.length === 0) return [{ path: '', code, message }];
    return found.map((issue) => ({ ...issue, path: columnAt(issue.path) }));
  }
}
