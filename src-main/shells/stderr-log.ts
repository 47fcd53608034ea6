import type { LogEntry } from '#shared/contract/index.ts';

/** Writes warnings and errors of the log to standard error, a line each; the rest is in the console's log. */
export function stderrLog({ level, source, message, time }: LogEntry): void {
  if (level !== 'warning' && level !== 'error') return;
  const clock = new Date(time * 1000).toTimeString().slice(0, 8);
  process.stderr.write(`${clock} ${level} ${source}: ${message}\n`);
}
