import type { RunSummary } from '#shared/contract/runs.ts';
import { useClient } from '../client/use-client.ts';
import { formatNumber } from '../components/format-number.ts';
import type { RunData } from '../stores/run-data.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { openRun } from './open-run.ts';

/** The run that a run goes on with, and those that go on with it: a click shows them. */
export function LinkedRuns({ run, continuedBy }: { run: RunData; continuedBy: readonly RunSummary[] }) {
  const { continues } = run;
  return (
    <>
      {continues ? (
        <>
          <dt>Continues</dt>
          <dd>
            <RunLink uid={continues.run_uid} label="the run before" />, from point {formatNumber(continues.from_point)}
          </dd>
        </>
      ) : null}
      {continuedBy.length > 0 ? (
        <>
          <dt>Continued by</dt>
          <dd>
            {continuedBy.map(({ uid, plan_name, scan_id }) => (
              <RunLink
                key={uid}
                uid={uid}
                label={`${plan_name ?? 'run'}${scan_id === null ? '' : ` ${formatNumber(scan_id)}`}`}
              />
            ))}
          </dd>
        </>
      ) : null}
    </>
  );
}

function RunLink({ uid, label }: { uid: string; label: string }) {
  const client = useClient();
  const reason = useUnreachableReason();
  return (
    <button
      type="button"
      className="run-name"
      title={reason}
      aria-disabled={reason === undefined ? undefined : true}
      onClick={() => reason === undefined && void openRun(client, uid)}
    >
      {label}
    </button>
  );
}
