import { EmptyState } from '../components/EmptyState.tsx';

/** The log. */
export function LogPanel() {
  return <EmptyState title="The log is empty" />;
}
