import { Button } from '../components/Button.tsx';
import { formatNumber } from '../components/format-number.ts';
import { stopLoading } from '../history/open-run.ts';
import { useRunProgressStore } from '../stores/run-progress-store.ts';
import { useLiveStore } from './live-store.ts';

/** How much of a long run is here while the rest is on its way. */
export function LoadingNote({ uid }: { uid: string }) {
  const progress = useRunProgressStore(({ byRun }) => byRun[uid]);
  const isOpened = useLiveStore(({ opened }) => opened?.uid === uid);
  if (!progress) return null;
  const { loaded, total } = progress;
  return (
    <div className="loading">
      <progress max={Math.max(total, 1)} value={loaded} aria-label="Loading the run" />
      <span>
        {formatNumber(loaded)} of {formatNumber(total)} events are here
      </span>
      {isOpened ? (
        <Button size="small" look="quiet" onClick={stopLoading}>
          That is enough
        </Button>
      ) : null}
    </div>
  );
}
