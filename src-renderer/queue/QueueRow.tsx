import { GripVertical } from 'lucide-react';
import { Fragment, type MouseEvent } from 'react';
import type { QueueColumn } from '#shared/contract/host.ts';
import type { Task } from '#shared/contract/tasks.ts';
import { Button } from '../components/Button.tsx';
import { DASH } from '../components/format-number.ts';
import { formatClock } from '../components/format-time.ts';
import { Tag } from '../components/Tag.tsx';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { isHeldEnd } from '../stores/tasks-store.ts';
import { useHostNow, useLostSince } from '../stores/use-lost-since.ts';
import { joinedWords } from './params-in-words.ts';
import { lastTaskTag, taskTag } from './queue-rows.ts';
import { selectOnly, selectTo, toggleRow, useQueueSelection } from './queue-selection.ts';
import { endsWords, startsWords, takesWords } from './queue-times.ts';
import { useParamsWords } from './use-params-words.ts';
import type { QueueActions } from './use-queue-actions.ts';
import type { RowDrag } from './use-row-drag.ts';

interface QueueRowProps {
  task: Task;
  /** Of the rows that are shown, from 0. */
  index: number;
  columns: readonly QueueColumn[];
  isChosen: boolean;
  /** The Tab key stops here. */
  isStop: boolean;
  actions: QueueActions;
  /** Absent while nothing can be moved. */
  drag: RowDrag | undefined;
}

/** One item: what it is, what for, when, and how it stands in words. */
export function QueueRow({ task, index, columns, isChosen, isStop, actions, drag }: QueueRowProps) {
  const { task_id, state, name, purpose } = task;
  const isLost = useLostSince() !== undefined;
  const isNow = (state === 'running' || state === 'paused') && !isLost;
  const isWaiting = state === 'waiting';
  const isInstruction = task.kind === 'stop';
  const isEdited = useDraftsStore(({ edit }) => edit?.task_id === task_id);
  const choose = (event: MouseEvent): void => {
    if (event.shiftKey)
      selectTo(
        task_id,
        actions.rows.map((row) => row.task_id),
      );
    else if (event.ctrlKey || event.metaKey) toggleRow(task_id);
    else selectOnly(task_id);
  };
  const drop = drag?.over?.id === task_id ? `drop-${drag.over.edge}` : '';
  return (
    <tr
      data-task={task_id}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      tabIndex={isStop ? 0 : -1}
      className={[isNow ? 'now' : '', isInstruction ? 'queue-stop' : '', drop].filter(Boolean).join(' ') || undefined}
      title={rowTitle(task)}
      onClick={choose}
      onDoubleClick={() => actions.open(task)}
      onContextMenu={() => {
        if (!useQueueSelection.getState().ids.has(task_id)) selectOnly(task_id);
      }}
      {...(isWaiting && drag?.propsOf(task_id))}
    >
      <td className="queue-grip">{isWaiting && drag ? <GripVertical aria-hidden="true" /> : null}</td>
      <td className="left strong">{isInstruction ? 'Stop' : name}</td>
      <td className="left queue-words" title={purpose ?? undefined}>
        {purpose ?? (isInstruction ? 'the queue stops here until it is started' : DASH)}
      </td>
      {columns.map((column) => (
        <td key={column.name} className="left queue-words">
          {String(task.columns[column.name] ?? DASH)}
        </td>
      ))}
      <ParamsCell task={task} />
      <Times task={task} />
      <td className="left queue-state">
        <div className="queue-state-line">
          <StateWords task={task} isEdited={isEdited} />
          {isHeldEnd(task) ? <Decision task={task} actions={actions} /> : null}
        </div>
      </td>
    </tr>
  );
}

function rowTitle({ submitted_by, submitted_at, state, kind }: Task): string {
  const asked = `${submitted_by || 'Somebody'} asked for it at ${formatClock(submitted_at)}.`;
  if (kind === 'stop') return asked;
  return `${asked} A double click ${state === 'waiting' ? 'edits it' : 'copies it into the form'}.`;
}

function ParamsCell({ task }: { task: Task }) {
  const wordsOf = useParamsWords(task.name);
  const words = wordsOf(task.params);
  const goesOn = task.continues ? [{ text: `from point ${task.continues.from_point}`, isDefault: false }] : [];
  const all = task.kind === 'stop' ? [] : [...goesOn, ...words];
  return (
    <td className="left queue-words queue-params" title={joinedWords(all) || undefined}>
      {all.length === 0 ? DASH : null}
      {all.map(({ text, isDefault }, index) => (
        // Two parameters may say the same.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>
          {index > 0 ? ' · ' : ''}
          {isDefault ? <span className="queue-default">{text}</span> : text}
        </Fragment>
      ))}
    </td>
  );
}

/** How long it takes, when it starts and ends: measured where it has been, else likely. */
function Times({ task }: { task: Task }) {
  const now = useHostNow(1000);
  return (
    <>
      <td>{takesWords(task, now)}</td>
      <td>{startsWords(task, now)}</td>
      <td>{endsWords(task, now)}</td>
    </>
  );
}

function StateWords({ task, isEdited }: { task: Task; isEdited: boolean }) {
  const isLost = useLostSince() !== undefined;
  const { tone, word } = isLost ? lastTaskTag(task) : taskTag(task);
  const why = isHeldEnd(task) ? (task.error?.message ?? task.hold?.reason) : undefined;
  const title = why ?? (task.hold ? word : undefined);
  return (
    <>
      <Tag tone={tone} {...(title !== undefined && { title })}>
        {word}
      </Tag>
      {isEdited ? <Tag tone="run">in the form</Tag> : null}
      {why ? (
        <span className="queue-why" title={why}>
          {why}
        </span>
      ) : null}
    </>
  );
}

/** What an item that has ended and is held waits for. */
function Decision({ task, actions }: { task: Task; actions: QueueActions }) {
  const reason = actions.rules.write;
  return (
    <span className="button-pair">
      <Button
        size="small"
        aria-label={`Run ${task.name} again`}
        reason={reason}
        title={reason ?? 'Puts the same request at the back of the queue'}
        onClick={() => actions.runAgain([task])}
      >
        Run again
      </Button>
      <Button
        size="small"
        aria-label={`Put ${task.name} away`}
        reason={reason}
        title={reason ?? 'Takes it out of sight; it stays in the history'}
        onClick={() => actions.putAway([task])}
      >
        Put away
      </Button>
    </span>
  );
}
