import { formatNumber } from '../components/format-number.ts';
import type { TableState } from './use-table-check.ts';

/** What the button of the table says, and why it cannot be pressed. */
export interface TableVerb {
  verb: string;
  reason: string | undefined;
}

/** The rows of a table are added only when the host has said of exactly these that all of them can run. */
export function tableVerb(text: string, { answer, isCurrent }: TableState): TableVerb {
  const verb = 'Add to queue';
  if (text.trim() === '') return { verb, reason: 'Paste a table with its names in the first row, or choose a file' };
  if (!answer || !isCurrent) return { verb, reason: 'The rows are being checked' };
  if (answer.kind === 'refused') return { verb, reason: answer.message };
  const { count, wrong } = answer.check;
  if (wrong > 0)
    return { verb: wrongWords(wrong, count), reason: 'All rows are added or none: mend those that are marked' };
  return { verb: `Add ${count === 1 ? '1 item' : `${formatNumber(count)} items`} to queue`, reason: undefined };
}

/** `1 of 3 rows is wrong`. */
export function wrongWords(wrong: number, count: number): string {
  if (count === 1) return 'The row is wrong';
  return `${formatNumber(wrong)} of ${formatNumber(count)} rows ${wrong === 1 ? 'is' : 'are'} wrong`;
}
