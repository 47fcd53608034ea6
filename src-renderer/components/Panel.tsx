import type { ReactNode } from 'react';

/** A region of the window with a name. */
export function Panel({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <section className={`panel${className ? ` ${className}` : ''}`} aria-label={name}>
      {children}
    </section>
  );
}
