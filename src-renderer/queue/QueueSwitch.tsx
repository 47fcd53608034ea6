import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { Tag } from '../components/Tag.tsx';
import { lastEnded, useTasksStore } from '../stores/tasks-store.ts';
import { isBusy, useWorkerStore } from '../stores/worker-store.ts';

/** Whether the queue goes on by itself, why not, and the button that changes it. */
export function QueueSwitch() {
  const client = useClient();
  const { running, reason, revision } = useTasksStore((store) => store.queue);
  const isBusyNow = isBusy(useWorkerStore((worker) => worker.state));
  // The failure stands in full above the plot until it has been read; here it would only be cut.
  const failure = useTasksStore(({ tasks }) => lastEnded(tasks)?.error?.message);
  const isAfterFailure = failure !== undefined && (reason ?? '').startsWith(failure.replace(/\.$/, ''));
  const change = (method: 'queue.start' | 'queue.stop'): void => {
    const asked = method === 'queue.start' ? client.request(method, { revision }) : client.request(method, {});
    asked.catch((error: unknown) => reportProblem('The queue could not be switched', error));
  };
  if (running) {
    return (
      <>
        <Tag tone={isBusyNow ? 'run' : 'off'}>runs on its own</Tag>
        <Button size="small" onClick={() => change('queue.stop')}>
          {isBusyNow ? 'Stop after this' : 'Stop queue'}
        </Button>
      </>
    );
  }
  return (
    <>
      {isAfterFailure ? (
        <Tag tone="fault" {...(reason && { title: reason })}>
          stopped after a failure
        </Tag>
      ) : (
        <>
          <span className="queue-reason" title={reason ?? undefined}>
            {reason}
          </span>
          <Tag>stopped</Tag>
        </>
      )}
      <Button size="small" onClick={() => change('queue.start')}>
        Start queue
      </Button>
    </>
  );
}
