import type { ReactNode } from 'react';

/** What a colour means, everywhere: blue runs, amber waits for a person, red is a fault, violet is not real, grey is normal. */
export type Tone = 'off' | 'run' | 'wait' | 'fault' | 'sim';

/** A word on a soft ground. */
export function Tag({ tone = 'off', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {children}
    </span>
  );
}
