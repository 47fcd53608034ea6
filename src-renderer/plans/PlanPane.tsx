import { RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { QueueColumn } from '#shared/contract/host.ts';
import type { PlanModel } from '#shared/contract/plans.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { Button } from '../components/Button.tsx';
import { Tag } from '../components/Tag.tsx';
import { InspectButton } from '../inspect/InspectButton.tsx';
import { LookAhead } from '../inspect/LookAhead.tsx';
import { useLookAhead } from '../inspect/use-look-ahead.ts';
import { violationIssues } from '../inspect/violation-issues.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { ColumnFields } from './ColumnFields.tsx';
import { columnProblems, columnsToSend, refusedColumns } from './column-problems.ts';
import { localIssues } from './form/local-issues.ts';
import { PlanForm } from './form/PlanForm.tsx';
import { editWords } from './item-edit.ts';
import { PlanFoot } from './PlanFoot.tsx';
import { toParamsCheck, useParamsCheck } from './use-params-check.ts';
import { usePlanForm } from './use-plan-form.ts';
import { useSubmit } from './use-submit.ts';

const FORM_ID = 'plan-form';
const NO_COLUMNS: readonly QueueColumn[] = [];
const FIRST_WRONG = `#${FORM_ID} [aria-invalid="true"], .foot [aria-invalid="true"]`;

/** What one plan is, its form, and the button that runs it. */
export function PlanPane({ plan }: { plan: PlanModel }) {
  const { schema, form, edit, isTouched, change, reset } = usePlanForm(plan);
  const { params, purpose } = form;
  const columns = useHostStore(({ info }) => info?.columns ?? NO_COLUMNS);
  const sent = useMemo(() => columnsToSend(columns, form.columns), [columns, form.columns]);
  const tasks = useTasksStore((store) => store.tasks);
  const editing = edit && editWords(edit, tasks);
  const [hasTried, setHasTried] = useState(false);
  const local = useMemo(() => localIssues(schema, params), [schema, params]);
  const check = useParamsCheck(plan.name, params, sent, local.length === 0);
  const look = useLookAhead(plan.name, params, local.length === 0 && plan.unavailable === undefined);
  const beyond = look.isOld ? [] : violationIssues(look.report, check.issues);
  const { submit, change: changeItem, outcome: last } = useSubmit();
  const outcome = last?.kind === 'refused' && last.original !== edit?.original ? null : last;
  const refusal = outcome?.kind === 'refused' && outcome.of === params ? outcome.error : undefined;
  const refused = refusal === undefined ? undefined : toParamsCheck(refusal);
  const issues = [
    ...local.filter((issue) => hasTried || !issue.isMissing),
    ...check.issues,
    ...beyond,
    ...(refused?.issues ?? []),
  ];
  const wrong = columnProblems(columns, sent);
  const shown = { ...(refusal === undefined ? {} : refusedColumns(refusal)), ...(hasTried ? wrong : {}) };
  const onSubmit = (isFirst = false): void => {
    setHasTried(true);
    if (local.length > 0 || check.issues.length > 0 || beyond.length > 0 || Object.keys(wrong).length > 0) {
      // The first field that is wrong, once its error is drawn.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(FIRST_WRONG)?.focus());
      return;
    }
    if (edit && !editing?.gone) {
      changeItem(edit, { params, purpose, columns: sent });
      return;
    }
    const words = purpose.trim();
    const hasColumns = Object.keys(sent).length > 0;
    submit(
      { name: plan.name, params, ...(words && { purpose: words }), ...(hasColumns && { columns: sent }) },
      { isFirst, edit },
    );
  };
  useShortcut('run', () => onSubmit());
  const count = issues.length + Object.keys(shown).length;
  return (
    <>
      <div className="scroll form">
        <div className="form-head">
          <h2>
            {plan.name} <Tag>{plan.group}</Tag>
            <span className="spacer" />
            {isTouched ? (
              <Button
                look="quiet"
                size="icon"
                aria-label={edit ? 'Reset the form to the item as it is' : 'Reset the form to its defaults'}
                title={edit ? 'Reset to the item as it is' : 'Reset to defaults'}
                onClick={() => {
                  reset();
                  setHasTried(false);
                }}
              >
                <RotateCcw aria-hidden="true" />
              </Button>
            ) : null}
          </h2>
          <p>{plan.description.replaceAll('`', '')}</p>
        </div>
        <PlanForm
          id={FORM_ID}
          schema={schema}
          params={params}
          issues={issues}
          onChange={(changed) => change({ params: changed })}
          onSubmit={() => onSubmit()}
        />
      </div>
      <PlanFoot
        purpose={purpose}
        onPurpose={(changed) => change({ purpose: changed })}
        columns={
          <ColumnFields
            columns={columns}
            values={form.columns}
            onChange={(changed) => change({ columns: changed })}
            problems={shown}
            onEnter={() => onSubmit()}
          />
        }
        editing={editing}
        message={refused?.message ?? check.message ?? (hasTried && count > 0 ? countWords(count) : undefined)}
        outcome={outcome}
        unavailable={plan.unavailable}
        onRun={onSubmit}
        ahead={<LookAhead {...look} />}
        inspect={<InspectButton plan={plan.name} params={params} report={look.report} />}
      />
    </>
  );
}

function countWords(count: number): string {
  return count > 1 ? `${count} things are wrong above` : 'One thing is wrong above';
}
