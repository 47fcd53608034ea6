import { formatNumber } from './format-number.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in bytes as people say it, in powers of 1000: `812 B`, `1.2 MB`, `43 GB`. */
export function formatBytes(bytes: number): string {
  let size = Math.max(0, bytes);
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatNumber(size, unit > 0 && size < 9.95 ? 1 : 0)} ${UNITS[unit]}`;
}
