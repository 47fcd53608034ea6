import { useMemo } from 'react';
import type { PlanModel } from '#shared/contract/plans.ts';
import {
  changeColumns,
  changeDraft,
  changeEdit,
  dropDraft,
  type Form,
  type ItemEdit,
  startEdit,
  useDraftsStore,
} from '../stores/drafts-store.ts';
import { findTask, useTasksStore } from '../stores/tasks-store.ts';
import { type FormSchema, toFormSchema } from './form/form-schema.ts';
import { initialParams } from './form/initial-params.ts';
import { isUnchanged } from './item-edit.ts';

/** What the form of a plan holds, whether it is for a new request or for an item of the queue that is being changed. */
export interface PlanFormState {
  schema: FormSchema;
  form: Form;
  /** The item that is being changed in it. */
  edit: ItemEdit | null;
  /** Something was typed that can be forgotten. */
  isTouched: boolean;
  change(part: Partial<Form>): void;
  /** Forgets what was typed: the defaults of the plan, or the item as it stands in the queue. */
  reset(): void;
}

/** The form of a plan with what was typed into it. */
export function usePlanForm(plan: PlanModel): PlanFormState {
  const schema = useMemo(() => toFormSchema(plan.schema as FormSchema), [plan.schema]);
  const fresh = useMemo(() => ({ params: initialParams(schema), purpose: '' }), [schema]);
  const draft = useDraftsStore((state) => state.drafts[plan.name]);
  const columns = useDraftsStore((state) => state.columns);
  const tasks = useTasksStore((state) => state.tasks);
  const edit = useDraftsStore((state) => (state.edit?.plan === plan.name ? state.edit : null));
  const form = useMemo(() => edit?.form ?? { ...(draft ?? fresh), columns }, [edit, draft, fresh, columns]);
  return {
    schema,
    form,
    edit,
    isTouched: edit ? edit.form !== edit.original || !isUnchanged(edit, tasks) : draft !== undefined,
    change(part) {
      if (edit) return changeEdit({ ...form, ...part });
      const { params = form.params, purpose = form.purpose } = part;
      if (part.params || part.purpose !== undefined) changeDraft(plan.name, { params, purpose });
      if (part.columns) changeColumns(part.columns);
    },
    reset() {
      if (!edit) return dropDraft(plan.name);
      const { tasks: now, queue } = useTasksStore.getState();
      const task = findTask(now, edit.task_id);
      if (task) startEdit(task, queue.revision);
      else changeEdit(edit.original);
    },
  };
}
