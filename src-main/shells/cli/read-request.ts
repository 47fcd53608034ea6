import { readFile } from 'node:fs/promises';
import type { TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';

/** Where JSON on the command line may come from besides the argument itself. */
export interface RequestSources {
  /** Everything on standard input, for `-`. */
  readInput(): Promise<string>;
}

async function textOf(argument: string, sources: RequestSources): Promise<{ text: string; from: string }> {
  if (argument === '-') return { text: await sources.readInput(), from: 'standard input' };
  if (!argument.startsWith('@')) return { text: argument, from: 'the argument' };
  const file = argument.slice(1);
  try {
    return { text: await readFile(file, 'utf8'), from: file };
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new HutchError('usage', `The file ${file} cannot be read (${reason}).`, { cause });
  }
}

async function readJson(argument: string, sources: RequestSources): Promise<unknown> {
  const { text, from } = await textOf(argument, sources);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HutchError('bad_request', `The JSON from ${from} is malformed: ${reason}.`, { cause });
  }
}

/**
 * The request that `hutch run NAME [JSON]` means. JSON is the parameters: as it stands, from a file (`@params.json`) or from standard input (`-`).
 * Where NAME itself is `-` or `@file`, the whole request `{"name": ..., "params": {...}}` comes from there. What the JSON says is checked by the
 * host and not here.
 *
 * @throws HutchError `bad_request` for malformed JSON, `usage` for a file that cannot be read or two requests in one
 */
export async function readRequest(
  name: string,
  json: string | undefined,
  sources: RequestSources,
): Promise<TaskRequest> {
  if (name === '-' || name.startsWith('@')) {
    if (json !== undefined)
      throw new HutchError('usage', `The whole request comes from ${name}; a second argument has no place.`);
    // The host refuses what is no request, with the path of what is wrong.
    return (await readJson(name, sources)) as TaskRequest;
  }
  if (json === undefined) return { name };
  return { name, params: (await readJson(json, sources)) as NonNullable<TaskRequest['params']> };
}
