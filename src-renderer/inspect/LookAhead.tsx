import './inspect.css';
import { OctagonAlert } from 'lucide-react';
import type { InspectReport } from '#shared/contract/inspect.ts';
import { isBusy } from '#shared/contract/is-busy.ts';
import { formatShortClock } from '../components/format-time.ts';
import { LastKnown } from '../components/LastKnown.tsx';
import { useNow } from '../components/use-now.ts';
import { estimateWords } from '../queue/queue-times.ts';
import { isNext, queueEnd, useTasksStore } from '../stores/tasks-store.ts';
import { useLostSince } from '../stores/use-lost-since.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
import { durationWords, exposureWords, isTimeMissing, pauseWords, pointsWords } from './look-words.ts';
import { TravelBar } from './TravelBar.tsx';
import type { LookAheadResult } from './use-look-ahead.ts';

/** More than these are in the pane that Inspect opens. */
const AXES_SHOWN = 3;

/** Between form and button: what the plan would do if it ran as the form says. */
export function LookAhead({ report, isOld }: LookAheadResult) {
  if (!report) return null;
  const more = report.axes.length - AXES_SHOWN;
  return (
    <section className={isOld ? 'look look-old' : 'look'} aria-label="Look ahead">
      <div className="look-line">
        <span>
          <b>{pointsWords(report)}</b> · {durationWords(report)}
        </span>
        <EndsAt report={report} />
      </div>
      {report.axes.slice(0, AXES_SHOWN).map((axis) => (
        <TravelBar key={axis.device} axis={axis} />
      ))}
      {more > 0 ? (
        <div>
          and {more} more {more === 1 ? 'axis' : 'axes'}
        </div>
      ) : null}
      <div className="look-line">
        <span>{pauseWords(report)}</span>
        <span>{exposureWords(report)}</span>
      </div>
      <Problem report={report} />
    </section>
  );
}

/** When it would be over: after all that runs and waits, where it is known how long that takes. */
function EndsAt({ report }: { report: InspectReport }) {
  const now = useNow(1000);
  const isLost = useLostSince() !== undefined;
  const isRunning = useWorkerStore(({ state }) => isBusy(state));
  const isStopped = useTasksStore(({ queue }) => !queue.running);
  const isWaiting = useTasksStore(({ tasks }) => tasks.some(isNext));
  const end = useTasksStore(({ tasks }) => queueEnd(tasks));
  // When it would end depends on what goes on now.
  if (isLost) return <LastKnown />;
  if (report.cut !== null) return <span>may never end</span>;
  if (isTimeMissing(report.duration)) return <span>end not known</span>;
  const { expected_s } = report.duration;
  if (!isRunning && !isWaiting && !isStopped) return <span>would end {formatShortClock(now + expected_s)}</span>;
  if (isStopped || end === null) return <span>after what is queued</span>;
  return <span>ends {estimateWords(end + expected_s, now)} in the queue</span>;
}

/** The worst that no field of the form can say, in a sentence. */
function Problem({ report }: { report: InspectReport }) {
  const beyond = report.violations.find(({ path }) => path === undefined || report.violations_allowed);
  const sentence = beyond?.message ?? report.error?.message;
  if (sentence === undefined) return null;
  return (
    <div className="look-problem">
      <OctagonAlert aria-hidden="true" />
      <span>{sentence}</span>
    </div>
  );
}
