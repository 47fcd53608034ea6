import { X } from 'lucide-react';
import type { Task } from '#shared/contract/tasks.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import { useClient } from '../client/use-client.ts';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { DASH } from '../components/format-number.ts';
import { formatClock, formatDuration } from '../components/format-time.ts';
import { Tag } from '../components/Tag.tsx';
import { useNow } from '../components/use-now.ts';
import type { FormSchema } from '../plans/form/form-schema.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { copyToForm } from '../stores/drafts-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { paramsInWords } from './params-in-words.ts';
import { queueRows, taskTag } from './queue-rows.ts';

/** What runs and what waits, in order. A double click copies a row into the form. */
export function QueueTable() {
  const tasks = useTasksStore((store) => store.tasks);
  const rows = queueRows(tasks);
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing waits">Fill in a plan and run it; what is added meanwhile waits here.</EmptyState>
    );
  }
  return (
    <div className="scroll">
      <table className="table">
        <thead>
          <tr>
            <th className="left">Plan</th>
            <th className="left">What for</th>
            <th className="left">Parameters</th>
            <th>Takes</th>
            <th>Starts</th>
            <th>Ends</th>
            <th className="left">State</th>
            <th>
              <span className="sr-only">Take out</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((task) => (
            <QueueRow key={task.task_id} task={task} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QueueRow({ task }: { task: Task }) {
  const client = useClient();
  const schema = usePlansStore(({ plans }) => plans.find(({ name }) => name === task.name)?.schema);
  const byName = useDevicesStore((store) => store.byName);
  const words = paramsInWords(task.params, schema as FormSchema | undefined, (name) => byName.get(name)?.value?.units);
  const { tone, word } = taskTag(task);
  const isNow = task.state === 'running' || task.state === 'paused';
  const cancel = (): void => {
    client
      .request('tasks.cancel', { task_id: task.task_id })
      .catch((error: unknown) => reportProblem(`${task.name} could not be taken out of the queue`, error));
  };
  return (
    <tr
      className={isNow ? 'now' : undefined}
      title="Double-click copies it into the form"
      onDoubleClick={() => copyToForm(task.name, task.params, task.purpose)}
    >
      <td className="left strong">{task.name}</td>
      <td className="left queue-words">{task.purpose ?? DASH}</td>
      <td className="left queue-words" title={words}>
        {words || DASH}
      </td>
      <td>{isNow || task.ended_at !== null ? <Takes task={task} /> : DASH}</td>
      <td>{task.started_at === null ? DASH : formatClock(task.started_at)}</td>
      <td>{task.ended_at === null ? DASH : formatClock(task.ended_at)}</td>
      <td className="left">
        <Tag tone={tone} {...(task.error && { title: task.error.message })}>
          {word}
        </Tag>
      </td>
      <td>
        {task.state === 'waiting' ? (
          <Button look="quiet" size="icon" aria-label={`Take ${task.name} out of the queue`} onClick={cancel}>
            <X aria-hidden="true" />
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** How long a task has taken so far, or took. */
function Takes({ task: { started_at, ended_at } }: { task: Task }) {
  const now = useNow(1000);
  return <>{started_at === null ? DASH : formatDuration((ended_at ?? now) - started_at)}</>;
}
