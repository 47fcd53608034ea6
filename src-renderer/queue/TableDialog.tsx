import { useRef, useState } from 'react';
import { reportProblem } from '../alerts/report-problem.ts';
import { Pick } from '../components/Pick.tsx';
import { filterPlans } from '../plans/filter-plans.ts';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { QueueDialogFrame } from './QueueDialogFrame.tsx';
import { selectRows } from './queue-selection.ts';
import { useQueueWriter } from './queue-writer.ts';
import { TablePreview } from './TablePreview.tsx';
import { tableVerb } from './table-words.ts';
import { useTableCheck } from './use-table-check.ts';

/**
 * A table of parameters becomes a batch: choose the plan, paste the table or choose a file, see what its rows would become, add them all or
 * none.
 */
export function TableDialog() {
  const writer = useQueueWriter();
  const plans = usePlansStore((store) => store.plans);
  const selected = useDraftsStore((store) => store.selected);
  const columns = useHostStore(({ info }) => info?.columns);
  const [plan, setPlan] = useState(
    () => (plans.find(({ name }) => name === selected) ?? filterPlans(plans, '')[0]?.plans[0])?.name ?? '',
  );
  const [text, setText] = useState('');
  const [round, setRound] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const state = useTableCheck(plan, text, round);
  const { verb, reason } = tableVerb(text, state);
  const add = async (): Promise<void> => {
    try {
      const { tasks } = await writer.write('queue.table', { name: plan, csv: text, at: 'back' });
      selectRows(tasks.map(({ task_id }) => task_id));
    } catch (thrown) {
      // What was right a moment ago is not any more: the rows tell where.
      setRound((count) => count + 1);
      throw thrown;
    }
  };
  const names = ['purpose', ...(columns ?? []).map(({ name }) => name)];
  return (
    <QueueDialogFrame
      title="Import a table"
      description={
        <>
          One item a row, all of them or none. The first row names parameters of the plan (<code>num</code>,{' '}
          <code>axes[0].stop</code>), or {names.map((name) => `“${name}”`).join(', ')}.
        </>
      }
      verb={verb}
      reason={reason}
      first={field}
      onDo={add}
      isWide
    >
      <div className="table-source">
        <span>Plan</span>
        <Pick
          name="Plan of the table"
          options={plans.map(({ name }) => ({ id: name, label: name }))}
          selected={plan}
          onPick={setPlan}
        />
        <span className="spacer" />
        <label className="btn btn-plain btn-small file-choice">
          Choose a file…
          <input
            type="file"
            className="sr-only"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) file.text().then(setText, (thrown) => reportProblem(`${file.name} could not be read`, thrown));
              // The same file, changed meanwhile, can be chosen again.
              target.value = '';
            }}
          />
        </label>
      </div>
      <textarea
        ref={field}
        className="table-text mono"
        aria-label="Table, separated by commas"
        spellCheck={false}
        placeholder={'num,purpose\n11,short\n51,long'}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() === '' ? null : <TablePreview plan={plan} state={state} />}
    </QueueDialogFrame>
  );
}
