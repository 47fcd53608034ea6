import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { Tag } from '../components/Tag.tsx';
import { useTasksStore } from '../stores/tasks-store.ts';
import { isBusy, useWorkerStore } from '../stores/worker-store.ts';

/** Whether the queue goes on by itself, why not, and the button that changes it. */
export function QueueSwitch() {
  const client = useClient();
  const { running, reason } = useTasksStore((store) => store.queue);
  const isBusyNow = isBusy(useWorkerStore((worker) => worker.state));
  const change = (method: 'queue.start' | 'queue.stop'): void => {
    client.request(method, {}).catch((error: unknown) => reportProblem('The queue could not be switched', error));
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
      <span className="queue-reason" title={reason ?? undefined}>
        {reason ?? 'The queue is stopped'}
      </span>
      <Button size="small" onClick={() => change('queue.start')}>
        Start queue
      </Button>
    </>
  );
}
