import { z } from 'zod';
import type { RunSummary } from '#shared/contract/runs.ts';
import { Continues } from '#shared/contract/tasks.ts';
import type { RunStart } from '#shared/documents/run-start.ts';
import { useClient } from '../client/use-client.ts';
import { formatNumber } from '../components/format-number.ts';
import { openRun } from './open-run.ts';

const Linked = z.looseObject({ continues: Continues.optional() });

/** The run that a run goes on with, and those that go on with it: a click shows them. */
export function LinkedRuns({ start, continuedBy }: { start: RunStart; continuedBy: readonly RunSummary[] }) {
  const continues = Linked.safeParse(start).data?.continues;
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
  return (
    <button type="button" className="run-name" onClick={() => void openRun(client, uid)}>
      {label}
    </button>
  );
}
