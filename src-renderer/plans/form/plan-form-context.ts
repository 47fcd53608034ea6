import { createContext, useContext } from 'react';
import { type FieldIssue, isSamePath, isWithin, type ParamPath } from './issue-path.ts';

interface PlanFormState {
  /** What the form holds now. */
  params: unknown;
  /** What is wrong, to be shown now. */
  issues: readonly FieldIssue[];
}

/** What the fields of a plan's form share. */
export const PlanFormContext = createContext<PlanFormState>({ params: {}, issues: [] });

/** What is wrong at this place; with `inside`, also at places inside it. */
export function useIssues(path: ParamPath, { inside = false } = {}): readonly FieldIssue[] {
  const { issues } = useContext(PlanFormContext);
  return issues.filter((issue) => (inside ? isWithin(issue.path, path) : isSamePath(issue.path, path)));
}
