import './live.css';
import type { ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { formatNumber } from '../components/format-number.ts';
import { LastKnown } from '../components/LastKnown.tsx';
import { Tabs } from '../components/Tabs.tsx';
import { RunDetails } from '../history/RunDetails.tsx';
import { RunList } from '../history/RunList.tsx';
import type { RunData } from '../stores/run-data.ts';
import type { RunStream } from '../stores/run-stream.ts';
import { useLostSince } from '../stores/use-lost-since.ts';
import { EventTable } from './EventTable.tsx';
import { ImageView } from './ImageView.tsx';
import { LineView } from './LineView.tsx';
import { LoadingNote } from './LoadingNote.tsx';
import { type LiveTab, showRun, useLiveStore } from './live-store.ts';
import { MapView } from './MapView.tsx';
import { tableFields } from './table-columns.ts';
import { useRunAxes } from './use-run-axes.ts';
import { useShownRun } from './use-shown-run.ts';

/** Plot, map, image and table of the current run, or of an earlier one that somebody opened. `notice` stands under the tabs. */
export function LivePanel({ notice }: { notice?: ReactNode }) {
  const tab = useLiveStore((state) => state.tab);
  const { run, version, isOpened } = useShownRun();
  return (
    <Tabs<LiveTab>
      name="Live"
      tabs={[
        { id: 'live', label: 'Live' },
        { id: 'map', label: 'Map' },
        { id: 'image', label: 'Image' },
        { id: 'details', label: 'Details' },
        { id: 'runs', label: 'Runs' },
      ]}
      selected={tab}
      onSelect={(chosen) => useLiveStore.setState({ tab: chosen })}
      aside={<RunTitle run={run} isOpened={isOpened} />}
      notice={notice}
    >
      {run ? <LoadingNote uid={run.uid} /> : null}
      <div className="live">
        {tab === 'runs' ? <RunList /> : <RunView key={run?.uid} tab={tab} run={run} version={version} />}
      </div>
    </Tabs>
  );
}

/** A run by its plan and number: `scan 1 042`. */
function RunTitle({ run, isOpened }: { run: RunData | null; isOpened: boolean }) {
  const isLost = useLostSince() !== undefined;
  if (!run) return null;
  const { plan_name, scan_id, sample } = run.start;
  return (
    <span className="run-title">
      {isOpened ? <Earlier /> : null}
      {plan_name ?? 'run'} {scan_id === undefined ? '' : formatNumber(scan_id, 0)}
      {typeof sample === 'string' ? (
        <>
          {' '}
          · sample <b>{sample}</b>
        </>
      ) : null}
      {run.stop === null && !isOpened && isLost ? (
        <>
          {' '}
          · <LastKnown />
        </>
      ) : null}
    </span>
  );
}

/** Says that this is not the current run, and leads back to it. */
function Earlier() {
  return (
    <>
      <Button look="quiet" size="small" onClick={() => showRun(null)}>
        Back to the current run
      </Button>
      earlier run:{' '}
    </>
  );
}

/** The stream that people look at: `primary`, else whichever the run has. */
function mainStream(run: RunData): RunStream | undefined {
  return run.primary ?? [...run.streams.values()][0];
}

interface RunViewProps {
  tab: Exclude<LiveTab, 'runs'>;
  run: RunData | null;
  version: number;
}

function RunView({ tab, run, version }: RunViewProps) {
  if (!run) {
    return (
      <div className="plot">
        <EmptyState title="No run is open">Run a plan, or open one of the earlier ones under Runs.</EmptyState>
      </div>
    );
  }
  if (tab === 'details') return <RunDetails run={run} />;
  const stream = mainStream(run);
  if (!stream) return <NoData run={run} />;
  return <StreamView tab={tab} run={run} stream={stream} version={version} />;
}

function NoData({ run }: { run: RunData }) {
  const plan = run.start.plan_name ?? 'The run';
  const isLost = useLostSince() !== undefined;
  return (
    <div className="plot">
      {run.stop ? (
        <EmptyState title="No points">{plan} ended before it had read anything.</EmptyState>
      ) : (
        <EmptyState title={isLost ? 'No point had come' : 'Waiting for the first point'}>
          {plan} {isLost ? 'had begun when the connection was lost.' : 'has begun and has read nothing yet.'}
        </EmptyState>
      )}
    </div>
  );
}

interface StreamViewProps {
  tab: LiveTab;
  run: RunData;
  version: number;
  stream: RunStream;
}

function StreamView({ tab, run, stream, version }: StreamViewProps) {
  const axes = useRunAxes(run, stream);
  const isLost = useLostSince() !== undefined;
  return (
    <>
      {tab === 'live' ? <LineView run={run} stream={stream} axes={axes} version={version} /> : null}
      {tab === 'map' ? <MapView run={run} stream={stream} axes={axes} version={version} /> : null}
      {tab === 'image' ? <ImageView stream={stream} axes={axes} version={version} /> : null}
      <EventTable
        stream={stream}
        fields={tableFields(axes.fields, axes.choice.dimensions)}
        isOpen={run.stop === null && !isLost}
      />
    </>
  );
}
