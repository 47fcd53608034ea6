import type { StoreStatus } from '#shared/contract/runs.ts';
import { formatBytes } from '../components/format-bytes.ts';

/** The store in a few words, for the foot of the window: `store 2.1 GB, disk 41 % free`. */
export function storeWords({ kind, bytes, free_fraction }: StoreStatus): string {
  if (kind === 'memory') return 'runs are kept in memory only';
  const free = free_fraction === null ? '' : `, disk ${freeWords(free_fraction)}`;
  return `store ${formatBytes(bytes)}${free}`;
}

/** `41 % free`; of the last percents one digit more, it is there that it matters. */
export function freeWords(fraction: number): string {
  const percent = Math.max(0, fraction * 100);
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} % free`;
}
