import type { TaskRequest } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { isSource, type JsonSources, readJson } from './read-json.ts';

/**
 * The request that `hutch run NAME [JSON]` means. JSON is the parameters: as it stands, from a file (`@params.json`) or from standard input (`-`).
 * Where NAME itself is `-` or `@file`, the whole request `{"name": ..., "params": {...}}` comes from there. What the JSON says is checked by the
 * host and not here.
 *
 * @throws HutchError `bad_request` for malformed JSON, `usage` for a file that cannot be read or two requests in one
 */
export async function readRequest(name: string, json: string | undefined, sources: JsonSources): Promise<TaskRequest> {
  if (isSource(name)) {
    if (json !== undefined)
      throw new HutchError('usage', `The whole request comes from ${name}; a second argument has no place.`);
    // The host refuses what is no request, with the path of what is wrong.
    return (await readJson(name, sources)) as TaskRequest;
  }
  if (json === undefined) return { name };
  return { name, params: (await readJson(json, sources)) as NonNullable<TaskRequest['params']> };
}
