import { readFile } from 'node:fs/promises';
import { HutchError } from '#shared/errors.ts';

/** Where JSON on the command line may come from besides the argument itself. */
export interface JsonSources {
  /** Everything on standard input, for `-`. */
  readInput(): Promise<string>;
}

/** The text of a file. @throws HutchError `usage` when it cannot be read */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new HutchError('usage', `The file ${file} cannot be read (${reason}).`, { cause });
  }
}

async function textOf(argument: string, sources: JsonSources): Promise<{ text: string; from: string }> {
  if (argument === '-') return { text: await sources.readInput(), from: 'standard input' };
  if (!argument.startsWith('@')) return { text: argument, from: 'the argument' };
  const file = argument.slice(1);
  return { text: await readTextFile(file), from: file };
}

/**
 * JSON as an argument means it: as it stands, from a file (`@params.json`) or from standard input (`-`).
 *
 * @throws HutchError `bad_request` for malformed JSON, `usage` for a file that cannot be read
 */
export async function readJson(argument: string, sources: JsonSources): Promise<unknown> {
  const { text, from } = await textOf(argument, sources);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HutchError('bad_request', `The JSON from ${from} is malformed: ${reason}.`, { cause });
  }
}

/** Whether an argument names a place from which a whole request comes. */
export function isSource(argument: string): boolean {
  return argument === '-' || argument.startsWith('@');
}
