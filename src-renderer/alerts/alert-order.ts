import type { Alert } from '../stores/alerts-store.ts';

const GRAVITY = { fault: 2, wait: 1, info: 0 } as const satisfies Record<Alert['kind'], number>;

/**
 * Alerts as they stand on the screen, from the top. What failed or waits for a person comes before what is only worth knowing; of these the
 * newest comes first, by when it happened rather than when this console was told; of what happened in the same second the gravest.
 */
export function inAlertOrder(alerts: readonly Alert[]): Alert[] {
  return alerts.toSorted(
    (a, b) =>
      Number(a.kind === 'info') - Number(b.kind === 'info') ||
      Math.floor(b.time) - Math.floor(a.time) ||
      GRAVITY[b.kind] - GRAVITY[a.kind] ||
      b.time - a.time,
  );
}
