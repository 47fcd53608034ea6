import type { ReactNode } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';

/** Plot and table of the current run. `notice` stands under the tabs. */
export function LivePanel({ notice }: { notice?: ReactNode }) {
  return (
    <>
      {notice}
      <EmptyState title="No run is open">Run a plan to see its data here.</EmptyState>
    </>
  );
}
