import { CircleAlert } from 'lucide-react';
import type { FieldIssue } from './issue-path.ts';

/** The id of the list of errors of a field, for its `aria-describedby`. */
export function errorsId(fieldId: string): string {
  return `${fieldId}-errors`;
}

/** The id of the help of a field. */
export function helpId(fieldId: string): string {
  return `${fieldId}-help`;
}

/** What is wrong, below the field that caused it. */
export function FieldErrors({ fieldId, issues }: { fieldId: string; issues: readonly FieldIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <div className="why" id={errorsId(fieldId)}>
      {issues.map(({ path, message }) => (
        <span key={`${path.join('.')} ${message}`}>
          <CircleAlert aria-hidden="true" />
          {message}
        </span>
      ))}
    </div>
  );
}
