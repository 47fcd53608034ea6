import { Eye, RefreshCw, Unplug } from 'lucide-react';
import { useClient } from '../client/use-client.ts';
import { Age } from '../components/Age.tsx';
import { Button } from '../components/Button.tsx';
import { formatClock } from '../components/format-time.ts';
import { useHostStore } from '../stores/host-store.ts';
import { changedWords, watchingWords } from './host-words.ts';
import { useReloadStore } from './reload-store.ts';
import { useReload } from './use-reload.ts';

/** What holds for everything below: there is no connection, one only watches, what is loaded is not what stands on disk. */
export function Strips() {
  return (
    <div className="strips">
      <ConnectionStrip />
      <WatchingStrip />
      <ReloadStrip />
    </div>
  );
}

/** Everything on the page is old while there is no connection. It comes back by itself. */
function ConnectionStrip() {
  const client = useClient();
  const connection = useHostStore((state) => state.connection);
  if (connection.status !== 'lost') return null;
  const { reason, since } = connection;
  return (
    <div className="strip strip-fault">
      <Unplug aria-hidden="true" />
      <span role="alert">
        <b>No connection to Hutch since {formatClock(since / 1000)}.</b> {reason}. What you see is from before.
      </span>
      <span className="unit">
        lost <Age since={since / 1000} />, tried again by itself
      </span>
      <Button size="small" onClick={() => client.retryNow()}>
        Try now
      </Button>
    </div>
  );
}

function WatchingStrip() {
  const info = useHostStore((state) => state.info);
  if (!info?.watching) return null;
  return (
    <div className="strip strip-wait" role="status">
      <Eye aria-hidden="true" />
      <b>{watchingWords(info)}</b>
      <span>Everything can be looked at; nothing can be changed from here.</span>
    </div>
  );
}

/** Offers to load what has changed on disk; nothing is loaded by itself, a scan may be about to start. */
function ReloadStrip() {
  const changed = useHostStore(({ info }) => info?.changed_files);
  const configuration = useHostStore(({ info }) => info?.workspace.files);
  const { reload, reason } = useReload();
  const state = useReloadStore((store) => store.state);
  if (state === 'done') {
    return (
      <div className="strip" role="status">
        <RefreshCw aria-hidden="true" />
        Plans and devices have been reloaded.
      </div>
    );
  }
  if (!changed || changed.length === 0) return null;
  return (
    <div className="strip" role="status">
      <RefreshCw aria-hidden="true" />
      <span title={changed.join('\n')}>
        <b>{changedWords(changed, configuration ?? [])}</b>
      </span>
      <Button size="small" reason={reason} onClick={reload}>
        Reload plans and devices
      </Button>
      {reason ? <span className="unit">{reason}</span> : null}
    </div>
  );
}
