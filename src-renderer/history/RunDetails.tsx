import './history.css';
import type { ReactNode } from 'react';
import type { PlainError } from '#shared/errors.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { DASH, formatNumber } from '../components/format-number.ts';
import { formatDuration } from '../components/format-time.ts';
import { useQueueWriter } from '../queue/queue-writer.ts';
import type { RunData } from '../stores/run-data.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { DocumentList } from './DocumentList.tsx';
import { historyRows } from './history-rows.ts';
import { LinkedRuns } from './LinkedRuns.tsx';
import { OutcomeTag } from './OutcomeTag.tsx';
import { ProvenanceTable } from './ProvenanceTable.tsx';
import { readProvenance } from './read-provenance.ts';
import { runActions } from './run-actions.ts';
import { runFacts } from './run-facts.ts';
import { type RunRecord, useRunRecord } from './use-run-record.ts';

/** All that is known of a run beside its points, and what can be done with it. */
export function RunDetails({ run }: { run: RunData }) {
  const record = useRunRecord(run.uid, run.stop?.uid ?? '');
  const provenance = readProvenance(run.start);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="scroll run-details" aria-label="Details of the run" tabIndex={0}>
      <Actions run={run} record={record} />
      <OutcomeLine run={run} record={record} />
      <dl className="facts">
        {runFacts(run, record).map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        <LinkedRuns run={run} continuedBy={record.continuedBy} />
        <Fact label="Run">
          <span className="mono">{run.uid}</span>
        </Fact>
      </dl>
      {provenance ? <ProvenanceTable provenance={provenance} /> : null}
      <Fold summary="Start document">
        <pre className="mono">{JSON.stringify(run.start, null, 2)}</pre>
      </Fold>
      <DocumentList uid={run.uid} />
    </section>
  );
}

function Actions({ run, record: { summary, task } }: { run: RunData; record: RunRecord }) {
  const client = useClient();
  const queue = useQueueWriter();
  const readOnly = useReadOnlyReason();
  const unreachable = useUnreachableReason();
  if (!summary) return null;
  const subject = { name: run.start.plan_name ?? 'run', run: summary, task, taskId: summary.task_id };
  return (
    <div className="run-acts">
      {runActions(client, queue, subject).map(({ id, label, reason, isReading, perform }) => (
        <Button
          key={id}
          size="small"
          look={id === 'continue' ? 'primary' : 'plain'}
          reason={(isReading ? unreachable : readOnly) ?? reason}
          onClick={perform}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

function OutcomeLine({ run, record: { summary, task } }: { run: RunData; record: RunRecord }) {
  if (!summary) return null;
  const [row] = historyRows(
    { runs: [summary], hasMoreRuns: false, tasks: [], hasMoreTasks: false },
    task ? [task] : [],
  );
  if (!row) return null;
  const took = summary.ended_at === null ? undefined : `in ${formatDuration(summary.ended_at - summary.started_at)}`;
  const points = `${formatNumber(row.points)} ${row.points === 1 ? 'point' : 'points'}`;
  const planned =
    run.numPoints === undefined ? points : `${formatNumber(row.points)} of ${formatNumber(run.numPoints)} points`;
  return (
    <div className="run-outcome">
      <OutcomeTag outcome={row.outcome} isOpen={summary.ended_at === null} />
      <span>{[planned, took].filter(Boolean).join(' ')}</span>
      {row.reason ? <b>{row.reason}</b> : null}
      {task?.error ? <ErrorTrace error={task.error} /> : null}
    </div>
  );
}

/** What a programmer wants to know of a failure, folded away. */
function ErrorTrace({ error: { code, cause, trace } }: { error: PlainError }) {
  const text = [`${code}`, cause ? `caused by ${cause.name}: ${cause.message}` : '', trace ?? '']
    .filter(Boolean)
    .join('\n');
  return (
    <Fold summary="For whoever repairs it">
      <pre className="mono">{text}</pre>
    </Fold>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children || DASH}</dd>
    </>
  );
}

/** Something that few people want to see. */
function Fold({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="fold">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
