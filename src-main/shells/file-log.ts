import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogEntry, LogLevel } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { makeFolder } from '../host/workspace/folders.ts';

type Sink = (entry: LogEntry) => void;

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warning: 2, error: 3 };

/** Lets through to `sink` what is at least `level`. */
export function atLeast(level: LogLevel, sink: Sink): Sink {
  return (entry) => {
    if (RANK[entry.level] >= RANK[level]) sink(entry);
  };
}

/** The log in a file, a line an entry: appended to, so that several starts of Hutch share it. */
export class FileLog implements Disposable {
  #file: number | undefined;

  private constructor(file: number) {
    this.#file = file;
  }

  /** @throws HutchError `invalid_config` for a file that cannot be written */
  static open(path: string): FileLog {
    try {
      makeFolder(dirname(path));
      return new FileLog(openSync(path, 'a', 0o640));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new HutchError('invalid_config', `The log ${path} cannot be written: ${why}.`, { cause });
    }
  }

  /** Writes one entry. What it throws, as on a full disk, is ignored by the log. */
  readonly write: Sink = ({ time, level, source, message, details }) => {
    if (this.#file === undefined) return;
    const more = details ? ` ${JSON.stringify(details)}` : '';
    writeSync(this.#file, `${new Date(time * 1000).toISOString()} ${level} ${source}: ${message}${more}\n`);
  };

  /** Closes the file. May be called twice. */
  [Symbol.dispose](): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
