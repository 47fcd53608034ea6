import type { FactTable } from '../database/fact-table.ts';
import { encodeDocument } from '../encoding/encode-document.ts';
import type { InterruptedRun } from '../run-store.ts';
import { factsOfRow, type RunRow } from './run-row.ts';
import type { RunStatements } from './run-statements.ts';

/** How runs that were cut off are closed. */
export interface CloseInterrupted {
  readonly uuid: () => string;
  readonly reason: (run: InterruptedRun) => string;
}

/**
 * Gives a run of an earlier start of Hutch its stop document, of the time of the last that is known of it: nobody measured from then until Hutch
 * came back. Inside a transaction.
 */
export function closeInterrupted(
  row: RunRow,
  how: CloseInterrupted,
  statements: RunStatements,
  facts: FactTable,
): InterruptedRun {
  const { uid, scan_id, plan_name, task_id, num_events } = factsOfRow(row);
  const run: InterruptedRun = { uid, scan_id, plan_name, task_id, num_events, last_at: row.last_at };
  const reason = how.reason(run);
  const time = row.last_at;
  const stop = { uid: how.uuid(), time, run_start: uid, exit_status: 'abort' as const, reason, num_events };
  statements.putDocuments([[row.id, row.documents, 'stop', 0, encodeDocument(stop).text, null]]);
  statements.putRun({ ...row, ended_at: time, exit_status: 'abort', reason, documents: row.documents + 1 });
  statements.addText(row.id, reason);
  facts.put('documents', facts.count('documents') + row.documents + 1);
  return run;
}
