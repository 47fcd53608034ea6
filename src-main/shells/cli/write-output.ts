import { writeFile } from 'node:fs/promises';
import { HutchError } from '#shared/errors.ts';
import type { Terminal } from './terminal.ts';

/** Writes a text to a file, or, without one, to standard output. @throws HutchError `usage` for a file that cannot be written */
export async function writeOutput(terminal: Terminal, file: string | undefined, text: string): Promise<void> {
  if (file === undefined || file === '-') {
    terminal.out(text.replace(/\n$/, ''));
    return;
  }
  try {
    await writeFile(file, text);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new HutchError('usage', `The file ${file} cannot be written (${reason}).`, { cause });
  }
  terminal.err(`written to ${file}`);
}
