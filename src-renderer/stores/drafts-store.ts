import { z } from 'zod';
import { create } from 'zustand';
import { QueueColumns, type Task } from '#shared/contract/tasks.ts';
import type { JsonObject } from '#shared/json.ts';
import { effectiveParams } from '../plans/form/effective-params.ts';
import type { FormSchema } from '../plans/form/form-schema.ts';
import { usePlansStore } from './plans-store.ts';

const Draft = z.object({ params: z.record(z.string(), z.json()), purpose: z.string() });
/** What has been typed into the form of one plan. `params` may hold what is not valid yet, such as `"1e"` for a number. */
export type Draft = z.infer<typeof Draft>;

const Form = Draft.extend({ columns: QueueColumns });
/** A form as it is sent: with the beamline's columns. */
export type Form = z.infer<typeof Form>;

/** An item of the queue that is being changed in the form of its plan. What was typed there before waits until that is over. */
const ItemEdit = z.object({
  task_id: z.string(),
  plan: z.string(),
  /** What the item asked for when its change began. */
  original: Form,
  /** The form as it is now. */
  form: Form,
  /** The revision of the queue at that time. */
  revision: z.number(),
});
export type ItemEdit = z.infer<typeof ItemEdit>;

const Drafts = z.object({
  selected: z.string().nullable(),
  drafts: z.record(z.string(), Draft),
  /** The beamline's columns are the same for every plan: who scans a sample counts on it next. */
  columns: QueueColumns.default({}),
  edit: ItemEdit.nullable().default(null),
});
type Drafts = z.infer<typeof Drafts>;

const STORAGE_KEY = 'hutch.drafts';

/** The chosen plan, and what was typed into each form; kept for this browser, so that nothing typed is lost. */
export const useDraftsStore = create<Drafts>(() => ({ selected: null, drafts: {}, columns: {}, edit: null }));

/** Takes over what was kept, and keeps every change from now on. */
export function startDrafts(storage: Storage): void {
  const text = storage.getItem(STORAGE_KEY);
  const kept = text === null ? undefined : Drafts.safeParse(parsed(text)).data;
  if (kept) useDraftsStore.setState(kept);
  useDraftsStore.subscribe((state) => storage.setItem(STORAGE_KEY, JSON.stringify(state)));
}

/** Shows the form of a plan. */
export function selectPlan(name: string): void {
  useDraftsStore.setState({ selected: name });
}

/** Keeps what is typed into the form of a plan. */
export function changeDraft(plan: string, draft: Draft): void {
  useDraftsStore.setState(({ drafts }) => ({ drafts: { ...drafts, [plan]: draft } }));
}

/** Puts the parameters of a request into the form of its plan and shows it. */
export function copyToForm(plan: string, params: JsonObject, purpose: string | null, columns?: QueueColumns): void {
  const form = filledForm(plan, formOf({ params, purpose, columns: columns ?? {} }));
  changeDraft(plan, { params: form.params, purpose: form.purpose });
  // An item that is being changed in this form gives way: whoever copies wants to see what was copied.
  const { edit, columns: before } = useDraftsStore.getState();
  useDraftsStore.setState({ columns: { ...before, ...columns }, edit: edit?.plan === plan ? null : edit });
  selectPlan(plan);
}

/** Forgets what was typed: the form begins with its defaults again. */
export function dropDraft(plan: string): void {
  useDraftsStore.setState(({ drafts }) => {
    const { [plan]: _, ...rest } = drafts;
    return { drafts: rest };
  });
}

/** Keeps what is typed into the beamline's columns. */
export function changeColumns(columns: QueueColumns): void {
  useDraftsStore.setState({ columns });
}

/** What an item of the queue asks for, as a form. */
export function formOf({ params, purpose, columns }: Pick<Task, 'params' | 'purpose' | 'columns'>): Form {
  return { params: structuredClone(params), purpose: purpose ?? '', columns: { ...columns } };
}

/** A request as the form of its plan shows it: with the plan's defaults where it leaves something to the plan. */
function filledForm(plan: string, form: Form): Form {
  const schema = usePlansStore.getState().plans.find(({ name }) => name === plan)?.schema;
  return { ...form, params: effectiveParams(form.params, (schema ?? {}) as FormSchema) };
}

/** Opens an item of the queue in the form of its plan, to be changed where it stands. `revision`: that of the queue now. */
export function startEdit(task: Task, revision: number): void {
  const original = formOf(task);
  const edit = { task_id: task.task_id, plan: task.name, original, form: filledForm(task.name, original), revision };
  useDraftsStore.setState({ edit, selected: task.name });
}

/**
 * Goes on with the change of an item that somebody else has changed, from what it is now: who changes it was told. What was typed stays.
 * @returns what the item asks for now
 */
export function rebaseEdit(task: Task, revision: number): Form {
  const original = formOf(task);
  useDraftsStore.setState(({ edit }) => ({
    edit: edit?.task_id === task.task_id ? { ...edit, original, revision } : edit,
  }));
  return original;
}

/** Keeps what is typed while an item is being changed. */
export function changeEdit(form: Form): void {
  useDraftsStore.setState(({ edit }) => ({ edit: edit && { ...edit, form } }));
}

/** Ends the change of an item; the form shows again what was typed before. */
export function endEdit(): void {
  useDraftsStore.setState({ edit: null });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody wrote something else there: as if nothing had been kept.
    return undefined;
  }
}
