import { text } from 'node:stream/consumers';

/** What a command may do with the terminal it was started in. */
export interface Terminal {
  /** Writes a line of the result to standard output. */
  out(line: string): void;
  /** Writes a line of anything else to standard error. */
  err(line: string): void;
  /** Shows a line that the next one replaces, on standard error and only for a person; an empty one clears it. */
  show(line: string): void;
  /** Everything on standard input, to its end. */
  readInput(): Promise<string>;
  /** Calls back once when nobody reads standard output any more, as behind `| head -1`. */
  onClosed(listener: () => void): void;
  readonly columns: number;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr, stdin } = process;
  let shown = false;
  const listeners: (() => void)[] = [];
  let closed = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (closed) return;
    closed = true;
    for (const listener of listeners) listener();
  });
  const clear = (): void => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    out(line) {
      clear();
      if (!closed) stdout.write(`${line}\n`);
    },
    err(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    show(line) {
      clear();
      if (!stderr.isTTY || line === '') return;
      stderr.write(line.slice(0, stderr.columns - 1));
      shown = true;
    },
    readInput: () => text(stdin),
    onClosed: (listener) => void listeners.push(listener),
    get columns() {
      return stdout.columns ?? 100;
    },
  };
}
