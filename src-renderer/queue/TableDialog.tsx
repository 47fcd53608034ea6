import { useMemo, useRef, useState } from 'react';
import { HutchError } from '#shared/errors.ts';
import { Pick } from '../components/Pick.tsx';
import { filterPlans } from '../plans/filter-plans.ts';
import { useDraftsStore } from '../stores/drafts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { CsvPreview } from './CsvPreview.tsx';
import { NO_TABLE_ISSUES, type TableIssues, tableIssues } from './csv-issues.ts';
import { csvRows } from './csv-rows.ts';
import { QueueDialogFrame } from './QueueDialogFrame.tsx';
import { selectRows } from './queue-selection.ts';
import { useQueueWriter } from './queue-writer.ts';

/** A table of parameters becomes a batch: choose the plan, paste the table or choose a file, see its rows, add them all or none. */
export function TableDialog() {
  const writer = useQueueWriter();
  const plans = usePlansStore((store) => store.plans);
  const selected = useDraftsStore((store) => store.selected);
  const columns = useHostStore(({ info }) => info?.columns);
  const [plan, setPlan] = useState(
    () => (plans.find(({ name }) => name === selected) ?? filterPlans(plans, '')[0]?.plans[0])?.name ?? '',
  );
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<{ of: string; issues: TableIssues }>();
  const field = useRef<HTMLTextAreaElement>(null);
  const rows = useMemo(() => csvRows(text), [text]);
  const count = Math.max(0, rows.length - 1);
  const issues = refused?.of === `${plan}\n${text}` ? refused.issues : NO_TABLE_ISSUES;
  const add = async (): Promise<void> => {
    try {
      const { tasks } = await writer.write('queue.table', { name: plan, csv: text, at: 'back' });
      selectRows(tasks.map(({ task_id }) => task_id));
    } catch (thrown) {
      setRefused({ of: `${plan}\n${text}`, issues: tableIssues(HutchError.from(thrown)) });
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
      verb={count === 0 ? 'Add to queue' : `Add ${count} ${count === 1 ? 'item' : 'items'} to queue`}
      reason={count === 0 ? 'Paste a table with its names in the first row, or choose a file' : undefined}
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
              if (file) void file.text().then(setText);
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
      {rows.length > 0 ? <CsvPreview rows={rows} issues={issues} /> : null}
    </QueueDialogFrame>
  );
}
