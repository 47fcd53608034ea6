import type { ReactNode } from 'react';

/** What stands where there is nothing yet: says so, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children ? <span>{children}</span> : null}
    </div>
  );
}
