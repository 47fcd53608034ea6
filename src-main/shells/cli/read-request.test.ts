import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRequest } from './read-request.ts';

describe('the request on the command line', () => {
  let folder: string;
  const sources = (input = '') => ({ readInput: async () => input });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hutch-request-'));
    await writeFile(join(folder, 'params.json'), '{"num":3}');
    await writeFile(join(folder, 'request.json'), '{"name":"count","params":{"num":4}}');
    await writeFile(join(folder, 'broken.json'), '{"num":');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is a name alone, with the defaults', async () => {
    expect(await readRequest('count', undefined, sources())).toEqual({ name: 'count' });
  });

  it('takes parameters from the argument, a file or standard input', async () => {
    expect(await readRequest('count', '{"num":2}', sources())).toEqual({ name: 'count', params: { num: 2 } });
    expect(await readRequest('count', `@${folder}/params.json`, sources())).toEqual({
      name: 'count',
      params: { num: 3 },
    });
    expect(await readRequest('count', '-', sources('{"num":5}\n'))).toEqual({ name: 'count', params: { num: 5 } });
  });

  it('comes as a whole from standard input or a file', async () => {
    expect(await readRequest('-', undefined, sources('{"name":"sleep"}'))).toEqual({ name: 'sleep' });
    expect(await readRequest(`@${folder}/request.json`, undefined, sources())).toEqual({
      name: 'count',
      params: { num: 4 },
    });
  });

  it.each([
    ['count', '{num: 3}', 'bad_request', 'the argument'],
    ['count', '', 'bad_request', 'the argument'],
    ['count', '-', 'bad_request', 'standard input'],
    ['-', undefined, 'bad_request', 'standard input'],
    ['count', '@missing.json', 'usage', 'missing.json cannot be read (ENOENT)'],
    ['-', '{}', 'usage', 'second argument'],
  ])('%j %j is refused with %s, naming where it came from', async (name, json, code, culprit) => {
    await expect(readRequest(name, json, sources(''))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(culprit),
    });
  });

  it('names the file of malformed JSON', async () => {
    await expect(readRequest('count', `@${folder}/broken.json`, sources())).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('broken.json'),
    });
  });
});
