import type { Terminal } from '../cli/terminal.ts';

/** A terminal that remembers what was written, and whose standard input is a given text. */
export class FakeTerminal implements Terminal {
  readonly outLines: string[] = [];
  readonly errLines: string[] = [];
  readonly shown: string[] = [];
  readonly columns = 100;
  readonly #input: string;
  #onClosed: (() => void)[] = [];

  constructor(input = '') {
    this.#input = input;
  }

  out(line: string): void {
    this.outLines.push(line);
  }

  err(line: string): void {
    this.errLines.push(line);
  }

  show(line: string): void {
    this.shown.push(line);
  }

  async readInput(): Promise<string> {
    return this.#input;
  }

  onClosed(listener: () => void): void {
    this.#onClosed.push(listener);
  }

  /** Does what happens when the reader of standard output goes away. */
  close(): void {
    for (const listener of this.#onClosed) listener();
  }
}
