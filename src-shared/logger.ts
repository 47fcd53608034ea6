import type { JsonObject } from './json.ts';

/** Writes one line of the log. `message` is a sentence; what a program might want to know of it goes into `details`. */
export type LogMethod = (message: string, details?: JsonObject) => void;

/** Where a part of Hutch says what happens to it. Never throws, never waits. */
export interface Logger {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warning: LogMethod;
  readonly error: LogMethod;
  /** A logger of the same log that speaks as `source`: `worker`, `stage.x`. */
  child(source: string): Logger;
}
