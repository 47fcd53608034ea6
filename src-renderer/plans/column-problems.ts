import type { QueueColumn } from '#shared/contract/host.ts';
import type { QueueColumns } from '#shared/contract/tasks.ts';
import { HutchError } from '#shared/errors.ts';

/** What is wrong with the beamline's columns before anybody is asked, by their names. */
export function columnProblems(columns: readonly QueueColumn[], values: QueueColumns): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { name, title = name, required, choices } of columns) {
    const value = String(values[name] ?? '').trim();
    if (value === '') {
      if (required) problems[name] = `${title} is needed`;
    } else if (choices && !choices.includes(value)) {
      problems[name] = `${title} cannot be ${value}: choose one that there is`;
    }
  }
  return problems;
}

/** What the host says of columns in a request that it has refused. */
export function refusedColumns(thrown: unknown): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { path, message } of HutchError.from(thrown).issues ?? []) {
    const name = /^(?:request\.)?columns\.([^.[\]]+)/.exec(path)?.[1];
    if (name !== undefined) problems[name] = message;
  }
  return problems;
}

/** The columns as they are sent: those of this beamline that say something. */
export function columnsToSend(columns: readonly QueueColumn[], values: QueueColumns): QueueColumns {
  const sent: QueueColumns = {};
  for (const { name } of columns) {
    const value = values[name];
    if (value === undefined) continue;
    const said = typeof value === 'string' ? value.trim() : value;
    if (said !== '') sent[name] = said;
  }
  return sent;
}
