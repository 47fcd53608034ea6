import { RotateCcw } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PlanModel } from '#shared/contract/plans.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { Button } from '../components/Button.tsx';
import { Tag } from '../components/Tag.tsx';
import { InspectButton } from '../inspect/InspectButton.tsx';
import { LookAhead } from '../inspect/LookAhead.tsx';
import { useLookAhead } from '../inspect/use-look-ahead.ts';
import { violationIssues } from '../inspect/violation-issues.ts';
import { changeDraft, dropDraft, useDraftsStore } from '../stores/drafts-store.ts';
import { type FormSchema, toFormSchema } from './form/form-schema.ts';
import { initialParams } from './form/initial-params.ts';
import { localIssues } from './form/local-issues.ts';
import { PlanForm } from './form/PlanForm.tsx';
import { PlanFoot } from './PlanFoot.tsx';
import { toParamsCheck, useParamsCheck } from './use-params-check.ts';
import { useSubmit } from './use-submit.ts';

const FORM_ID = 'plan-form';

/** What one plan is, its form, and the button that runs it. */
export function PlanPane({ plan }: { plan: PlanModel }) {
  const schema = useMemo(() => toFormSchema(plan.schema as FormSchema), [plan.schema]);
  const fresh = useMemo(() => ({ params: initialParams(schema), purpose: '' }), [schema]);
  const draft = useDraftsStore((state) => state.drafts[plan.name]);
  const { params, purpose } = draft ?? fresh;
  const [hasTried, setHasTried] = useState(false);
  const local = useMemo(() => localIssues(schema, params), [schema, params]);
  const check = useParamsCheck(plan.name, params, local.length === 0);
  const look = useLookAhead(plan.name, params, local.length === 0 && plan.unavailable === undefined);
  const beyond = look.isOld ? [] : violationIssues(look.report, check.issues);
  const { submit, outcome } = useSubmit();
  const refused = outcome?.kind === 'refused' && outcome.of === params ? toParamsCheck(outcome.error) : undefined;
  const issues = [
    ...local.filter((issue) => hasTried || !issue.isMissing),
    ...check.issues,
    ...beyond,
    ...(refused?.issues ?? []),
  ];
  const onSubmit = (): void => {
    setHasTried(true);
    if (local.length > 0 || check.issues.length > 0 || beyond.length > 0) {
      // The first field that is wrong, once its error is drawn.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${FORM_ID} [aria-invalid="true"]`)?.focus());
      return;
    }
    submit({ name: plan.name, params, ...(purpose.trim() && { purpose: purpose.trim() }) });
  };
  useShortcut('run', onSubmit);
  return (
    <>
      <div className="scroll form">
        <div className="form-head">
          <h2>
            {plan.name} <Tag>{plan.group}</Tag>
            <span className="spacer" />
            {draft ? (
              <Button
                look="quiet"
                size="icon"
                aria-label="Reset the form to its defaults"
                title="Reset to defaults"
                onClick={() => {
                  dropDraft(plan.name);
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
          onChange={(changed) => changeDraft(plan.name, { params: changed, purpose })}
          onSubmit={onSubmit}
        />
      </div>
      <PlanFoot
        purpose={purpose}
        onPurpose={(changed) => changeDraft(plan.name, { params, purpose: changed })}
        message={
          refused?.message ?? check.message ?? (hasTried && issues.length > 0 ? countWords(issues.length) : undefined)
        }
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
