import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { Tag } from '../components/Tag.tsx';
import { applyTaskList, lastEnded, useTasksStore } from '../stores/tasks-store.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { isBusy, useWorkerStore } from '../stores/worker-store.ts';
import { noticeRefusal } from './queue-notice-store.ts';
import { useQueueWriter } from './queue-writer.ts';
import { stoppedTag } from './stopped-tag.ts';

/** Whether the queue goes on by itself, why not, and the button that changes it. */
export function QueueSwitch() {
  const client = useClient();
  const writer = useQueueWriter();
  const { running, reason, loop, on_failure } = useTasksStore((store) => store.queue);
  const isBusyNow = isBusy(useWorkerStore((worker) => worker.state));
  const last = useTasksStore(({ tasks }) => lastEnded(tasks));
  const writeReason = useReadOnlyReason();
  const stop = (): void => {
    client
      .request('queue.stop', {})
      .then(applyTaskList, (thrown: unknown) => noticeRefusal('The queue was not stopped', thrown));
  };
  const modes = (
    <>
      {loop ? <Tag title="An item that succeeded goes to the back again">loops</Tag> : null}
      {on_failure === 'continue' ? (
        <Tag title="After a failure the queue goes on with the next item">goes on after failures</Tag>
      ) : null}
    </>
  );
  if (running) {
    return (
      <>
        {modes}
        <Tag tone={isBusyNow ? 'run' : 'off'}>runs on its own</Tag>
        <Button size="small" reason={writeReason} onClick={stop}>
          {isBusyNow ? 'Stop after this' : 'Stop queue'}
        </Button>
      </>
    );
  }
  const { word, tone, isTold } = stoppedTag(reason, last);
  return (
    <>
      {isTold ? null : (
        <span className="queue-reason" title={reason ?? undefined}>
          {reason}
        </span>
      )}
      {modes}
      <Tag tone={tone} {...(reason && { title: reason })}>
        {word}
      </Tag>
      <Button
        size="small"
        reason={writeReason}
        onClick={() => void writer.perform('The queue was not started', 'queue.start', {})}
      >
        Start queue
      </Button>
    </>
  );
}
