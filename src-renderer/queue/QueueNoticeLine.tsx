import { CircleAlert, X } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { clearNotice, useQueueNotice } from './queue-notice-store.ts';

/** Why the last thing was not done to the queue, until it was read or something else was done. */
export function QueueNoticeLine() {
  const notice = useQueueNotice((store) => store.notice);
  if (!notice) return null;
  return (
    <div className={`alert alert-${notice.kind}`} role="alert">
      <CircleAlert aria-hidden="true" />
      <div>
        <b>{notice.title}</b> {notice.text}
      </div>
      <div className="alert-actions">
        <Button look="quiet" size="icon" aria-label={`Dismiss: ${notice.title}`} onClick={clearNotice}>
          <X aria-hidden="true" />
        </Button>
      </div>
    </div>
  );
}
