import type { LogEntry, LogLevel } from '#shared/contract/index.ts';
import type { JsonObject } from '#shared/json.ts';
import type { Logger } from '#shared/logger.ts';
import { StreamChannel } from '../streams/stream-channel.ts';

/** Takes every entry of the log somewhere else: a file, standard error. What it throws is its own affair and is ignored. */
export type LogSink = (entry: LogEntry) => void;

export interface LogServiceOptions {
  /** Seconds since the epoch. */
  now: () => number;
  /** Entries that `recent` remembers. */
  capacity?: number;
  sinks?: readonly LogSink[];
}

/** The log of one host: hands out loggers, remembers the recent entries, publishes every entry to the `log` stream and to its sinks. */
export class LogService {
  /** The `log` stream. */
  readonly entries = new StreamChannel<LogEntry>();
  readonly #now: () => number;
  readonly #capacity: number;
  readonly #sinks: readonly LogSink[];
  #recent: LogEntry[] = [];

  constructor(options: LogServiceOptions) {
    this.#now = options.now;
    this.#capacity = options.capacity ?? 1000;
    this.#sinks = options.sinks ?? [];
  }

  /** The newest entries, oldest first, at most as many as the log remembers. */
  recent(): LogEntry[] {
    return this.#recent.slice(-this.#capacity);
  }

  /** A logger that speaks as `source`. */
  logger(source: string): Logger {
    const at = (level: LogLevel) => (message: string, details?: JsonObject) =>
      this.#write(level, source, message, details);
    return {
      debug: at('debug'),
      info: at('info'),
      warning: at('warning'),
      error: at('error'),
      child: (name) => this.logger(name),
    };
  }

  #write(level: LogLevel, source: string, message: string, details?: JsonObject): void {
    const seq = this.entries.seq + 1;
    const entry: LogEntry = { seq, time: this.#now(), level, source, message, ...(details && { details }) };
    this.#recent.push(entry);
    // Cut now and then rather than at every entry.
    if (this.#recent.length > 2 * this.#capacity) this.#recent = this.#recent.slice(-this.#capacity);
    this.entries.publish(entry);
    for (const sink of this.#sinks) writeTo(sink, entry);
  }
}

/** A full disk must not stop the beamline: a sink that fails is on its own. */
function writeTo(sink: LogSink, entry: LogEntry): void {
  try {
    sink(entry);
  } catch {
    // There is nowhere left to say so.
  }
}
