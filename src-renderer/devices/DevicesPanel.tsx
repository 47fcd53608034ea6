import { EmptyState } from '../components/EmptyState.tsx';

/** The devices with their readbacks. */
export function DevicesPanel() {
  return <EmptyState title="No devices" />;
}
