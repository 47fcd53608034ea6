import { z } from 'zod';
import { create } from 'zustand';
import type { JsonObject } from '#shared/json.ts';

const Draft = z.object({ params: z.record(z.string(), z.json()), purpose: z.string() });
/** What has been typed into the form of one plan. `params` may hold what is not valid yet, such as `"1e"` for a number. */
export type Draft = z.infer<typeof Draft>;

const Drafts = z.object({ selected: z.string().nullable(), drafts: z.record(z.string(), Draft) });
type Drafts = z.infer<typeof Drafts>;

const STORAGE_KEY = 'hutch.drafts';

/** The chosen plan, and what was typed into each form; kept for this browser, so that nothing typed is lost. */
export const useDraftsStore = create<Drafts>(() => ({ selected: null, drafts: {} }));

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
export function copyToForm(plan: string, params: JsonObject, purpose: string | null): void {
  changeDraft(plan, { params: structuredClone(params), purpose: purpose ?? '' });
  selectPlan(plan);
}

/** Forgets what was typed: the form begins with its defaults again. */
export function dropDraft(plan: string): void {
  useDraftsStore.setState(({ drafts }) => {
    const { [plan]: _, ...rest } = drafts;
    return { drafts: rest };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody wrote something else there: as if nothing had been kept.
    return undefined;
  }
}
