import type { RunSummary } from '#shared/contract/runs.ts';
import { formatNumber } from '../components/format-number.ts';
import type { AlertAction } from '../stores/alerts-store.ts';
import { askAboutRun } from './run-question-store.ts';

/** How an alert offers to go on with a run: one action where points are missing and the plan allows it, else none. */
export function continueAction(run: RunSummary): AlertAction[] {
  if (run.continue_from === null) return [];
  return [
    {
      label: `Continue from point ${formatNumber(run.continue_from)}`,
      perform: () => askAboutRun({ act: 'continue', run }),
      asksHost: true,
    },
  ];
}
