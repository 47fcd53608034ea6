import { isBusy } from '#shared/contract/is-busy.ts';
import type { OnFailure } from '#shared/contract/tasks.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { LastKnown } from '../components/LastKnown.tsx';
import { Tag } from '../components/Tag.tsx';
import { applyTaskList, lastEnded, useTasksStore } from '../stores/tasks-store.ts';
import { useLostSince } from '../stores/use-lost-since.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { useWorkerStore } from '../stores/worker-store.ts';
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
  const isLost = useLostSince() !== undefined;
  const stop = (): void => {
    client
      .request('queue.stop', {})
      .then(applyTaskList, (thrown: unknown) => noticeRefusal('The queue was not stopped', thrown));
  };
  const modes = <Modes loop={loop} onFailure={on_failure} />;
  if (isLost) {
    return (
      <>
        {modes}
        <LastKnown />
        <Tag>{running ? 'ran on its own' : 'stopped'}</Tag>
        <Button size="small" reason={writeReason}>
          {running ? 'Stop queue' : 'Start queue'}
        </Button>
      </>
    );
  }
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
          <span>{reason}</span>
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

/** What is not as usual about how the queue goes on. */
function Modes({ loop, onFailure }: { loop: boolean; onFailure: OnFailure }) {
  const words = [...(loop ? ['loops'] : []), ...(onFailure === 'continue' ? ['goes on after failures'] : [])].join(
    ', ',
  );
  if (!words) return null;
  return (
    <span className="tag queue-modes" title={`The queue ${words}: see the menu “More”`}>
      {words}
    </span>
  );
}
