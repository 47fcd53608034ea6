import type { HostEvent, Task } from '#shared/contract/index.ts';
import { formatError } from './format-error.ts';
import { LiveTable } from './live-table.ts';
import { ProgressLine } from './progress-line.ts';
import type { Terminal } from './terminal.ts';

/** How a run is told while it runs and when it has ended. That a person has aborted it is a normal end, and no error. */
export interface RunReport {
  event(event: HostEvent): void;
  ended(task: Task): void;
}

/** Every event as a line of JSON on standard output, as it is in the contract. */
export function jsonReport(terminal: Terminal): RunReport {
  return {
    event(event) {
      // A document's line is Bluesky's pair of name and document; whose it is need not be said where there is one task only.
      terminal.out(
        JSON.stringify(event.type === 'document' ? { type: event.type, name: event.name, doc: event.doc } : event),
      );
    },
    ended(task) {
      if (!task.error || task.state === 'aborted') return;
      const { trace: _trace, ...error } = task.error;
      terminal.out(JSON.stringify({ type: 'error', error }));
      for (const line of formatError(error)) terminal.err(line);
    },
  };
}

/** Shortest time between two drawings of the progress line. */
const REDRAW_MS = 100;

/** A live table of what is measured, a line of progress below it, and the result. */
export function textReport(terminal: Terminal, now: () => number = () => performance.now()): RunReport {
  const table = new LiveTable();
  const progress = new ProgressLine();
  let events = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    event(event) {
      if (event.type === 'progress') progress.progress(event);
      if (event.type === 'document') {
        if (event.name === 'event') events += 1;
        progress.document(event.name, event.doc);
        for (const line of table.lines(event.name, event.doc)) terminal.out(line);
      }
      if (now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      terminal.show(progress.text);
    },
    ended(task) {
      terminal.show('');
      if (task.error && task.state !== 'aborted') for (const line of formatError(task.error)) terminal.err(line);
      terminal.out(summary(task, events));
      const result = resultOf(task);
      if (result !== undefined) terminal.out(`result: ${JSON.stringify(result)}`);
    },
  };
}

function summary(task: Task, events: number): string {
  const { name, state, run_uids, started_at, ended_at } = task;
  const runs = run_uids.map((uid) => uid.slice(0, 8)).join(', ');
  const took = started_at === null || ended_at === null ? [] : [`${(ended_at - started_at).toFixed(2)} s`];
  const parts = [...(runs ? [`run ${runs}`, events === 1 ? '1 event' : `${events} events`] : []), ...took];
  return `${name} ${state}: ${[...parts, ...reasonOf(task)].join(', ')}`;
}

/** Why it was aborted, in the person's words. */
function reasonOf({ name, state, error }: Task): string[] {
  const prefix = `${name} was aborted: `;
  return state === 'aborted' && error?.message.startsWith(prefix) ? [error.message.slice(prefix.length)] : [];
}

/** What the plan gave back, unless that is only its run, which has been named already. */
function resultOf({ outcome, run_uids }: Task): unknown {
  if (outcome?.outcome !== 'success' || outcome.result === null) return undefined;
  return typeof outcome.result === 'string' && run_uids.includes(outcome.result) ? undefined : outcome.result;
}
