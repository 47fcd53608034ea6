import { create } from 'zustand';
import type { RunSummary } from '#shared/contract/runs.ts';

/** What somebody is about to do with a run, and is asked about first. */
export interface RunQuestion {
  act: 'continue' | 'delete';
  run: RunSummary;
}

interface RunQuestionState {
  question: RunQuestion | null;
}

/** The question that stands open; there is one at a time. */
export const useRunQuestionStore = create<RunQuestionState>(() => ({ question: null }));

/** Asks before something is done with a run that cannot be undone, or that moves something. */
export function askAboutRun(question: RunQuestion): void {
  useRunQuestionStore.setState({ question });
}

/** Puts the question away. */
export function closeRunQuestion(): void {
  useRunQuestionStore.setState({ question: null });
}
