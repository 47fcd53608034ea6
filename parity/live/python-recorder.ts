import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ParityCase } from '../kit/parity-case.ts';

const LIMIT_MS = 60_000;

/** A Python that records cases one after the other. */
export class PythonRecorder {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: Interface;
  readonly #failed: Promise<never>;

  constructor(python: string, script: string) {
    this.#child = spawn(python, [script, '--serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#failed = new Promise((_, reject) => {
      this.#child.on('error', (error) => reject(new Error(`${python} cannot be run: ${error.message}`)));
      this.#child.on('exit', (status) => reject(new Error(`The recorder ended with status ${status}`)));
      // A pipe that breaks is reported by the exit.
      this.#child.stdin.on('error', () => undefined);
    });
    this.#failed.catch(() => undefined);
  }

  /** The case with what happened in it. One at a time. Rejects when Python has ended, or takes longer than a minute. */
  async record(request: object): Promise<ParityCase> {
    const line = new Promise<string>((resolve) => this.#lines.once('line', resolve));
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Python has not answered within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
    });
    try {
      return ParityCase.parse(JSON.parse(await Promise.race([line, this.#failed, late])));
    } finally {
      clearTimeout(timer);
    }
  }

  /** May be called twice. */
  close(): void {
    this.#lines.close();
    this.#child.kill();
  }
}
