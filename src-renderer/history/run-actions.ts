import type { RunSummary } from '#shared/contract/runs.ts';
import type { Task } from '#shared/contract/tasks.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { formatNumber } from '../components/format-number.ts';
import type { QueueWriter } from '../queue/queue-writer.ts';
import { backToForm } from './back-to-form.ts';
import { backToQueue } from './back-to-queue.ts';
import { exportRun } from './export-run.ts';
import { askAboutRun } from './run-question-store.ts';

/** One thing that can be done with an entry of the history. */
export interface RunAction {
  id: string;
  label: string;
  /** Why it cannot be done now. */
  reason?: string | undefined;
  /** It changes nothing: a console that only watches may do it as well. */
  isReading?: boolean;
  perform(): void;
}

/** An entry of the history as its actions need it. */
export interface RunSubject {
  /** What it is called in sentences: the plan. */
  name: string;
  run: RunSummary | null;
  task: Task | null;
  taskId: string | null;
}

/** What can be done with an entry of the history, in the order of a menu. */
export function runActions(client: HutchClient, queue: QueueWriter, subject: RunSubject): RunAction[] {
  const { name, run, task, taskId } = subject;
  return [
    ...(taskId === null
      ? []
      : [
          {
            id: 'form',
            label: 'Back to the form',
            isReading: true,
            perform: () => void backToForm(client, task, taskId),
          },
          { id: 'queue', label: 'Back to the queue', perform: () => void backToQueue(queue, name, taskId) },
        ]),
    ...(run ? runOnly(client, run) : []),
  ];
}

function runOnly(client: HutchClient, run: RunSummary): RunAction[] {
  const { continue_from } = run;
  return [
    ...(continue_from === null
      ? []
      : [
          {
            id: 'continue',
            label: `Continue from point ${formatNumber(continue_from)}`,
            perform: () => askAboutRun({ act: 'continue', run }),
          },
        ]),
    {
      id: 'jsonl',
      label: 'Save documents (JSON Lines)',
      isReading: true,
      perform: () => void exportRun(client, run, { format: 'jsonl' }),
    },
    ...Object.keys(run.num_events).map((stream) => ({
      id: `csv ${stream}`,
      label: `Save ${stream} as a table (CSV)`,
      isReading: true,
      perform: () => void exportRun(client, run, { format: 'csv', stream }),
    })),
    {
      id: 'delete',
      label: 'Delete…',
      reason: run.exit_status === null ? 'The run is open' : undefined,
      perform: () => askAboutRun({ act: 'delete', run }),
    },
  ];
}
