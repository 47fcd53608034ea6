import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { caseFiles } from './case-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hutch-cases-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

async function namesIn(place: string): Promise<string[]> {
  return (await caseFiles(place, ['name', 'plan'])).map(({ name }) => name);
}

describe('a folder of cases', () => {
  test('is searched with all folders in it', async () => {
    await write('golden/deep/b.json', '{"name":"b","plan":"p"}');
    await write('a.json', '{"name":"a","plan":"p"}');
    await write('golden/notes.md', 'no case');
    expect(await namesIn(folder)).toEqual(['a', 'golden/deep/b']);
  });

  test('may hold other JSON, which is left alone', async () => {
    await write('devices.json', '{"motor1":{}}');
    await write('list.json', '[]');
    expect(await namesIn(folder)).toEqual([]);
  });

  test('keeps a file that is no JSON, so that its reader can say so', async () => {
    await write('broken.json', '{"name":');
    expect(await namesIn(folder)).toEqual(['broken']);
  });

  test('that does not exist holds none', async () => {
    expect(await namesIn(join(folder, 'nowhere'))).toEqual([]);
  });
});
