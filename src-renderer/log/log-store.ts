import { create } from 'zustand';
import { type LogEntry, LogLevel } from '#shared/contract/log.ts';

/** More lines than these are not kept: the log file of the host has them all. */
export const LOG_CAPACITY = 2000;

/** A line of the log with a number that is unique on this page. */
export interface LogLine extends LogEntry {
  id: number;
}

interface LogState {
  /** Oldest first. */
  lines: readonly LogLine[];
}

/** The newest lines of the host's log. */
export const useLogStore = create<LogState>(() => ({ lines: [] }));

let nextId = 1;

/** Appends lines; those that are there already, by the number that the host gave them, are passed over. */
export function appendLog(entries: readonly LogEntry[]): void {
  useLogStore.setState(({ lines }) => {
    const newest = lines.reduce((most, line) => Math.max(most, line.seq ?? -1), -1);
    const fresh = entries.filter((entry) => entry.seq === undefined || entry.seq > newest);
    if (fresh.length === 0) return { lines };
    const added = fresh.map((entry) => ({ ...entry, id: nextId++ }));
    return { lines: [...lines, ...added].slice(-LOG_CAPACITY) };
  });
}

/** Forgets all lines: the host is another one, and its numbers begin anew. */
export function clearLog(): void {
  useLogStore.setState({ lines: [] });
}

/** What somebody wants to see of the log. */
export interface LogFilter {
  /** This level and worse. */
  level: LogLevel;
  /** Words that all occur in source or message. */
  search: string;
}

const RANK = Object.fromEntries(LogLevel.options.map((level, rank) => [level, rank])) as Record<LogLevel, number>;

/** The lines that a filter lets through, in their order. */
export function filterLog(lines: readonly LogLine[], filter: LogFilter): LogLine[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    if (RANK[line.level] < RANK[filter.level]) return false;
    const text = `${line.source} ${line.message}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** How many lines ask for attention: warnings and errors. */
export function countProblems(lines: readonly LogLine[]): number {
  return lines.filter((line) => RANK[line.level] >= RANK.warning).length;
}
