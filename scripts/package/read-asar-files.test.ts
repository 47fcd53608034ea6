import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAsarFiles } from './read-asar-files.ts';

/** An archive as Electron lays it out: sizes of the pickles, then the header's JSON, padded to four bytes. */
function archiveOf(header: object): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(padded + 8, 4);
  head.writeUInt32LE(padded + 4, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return head;
}

describe('the files of an asar', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hutch-asar-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are listed with their folders', async () => {
    const archive = join(folder, 'app.asar');
    const header = {
      files: {
        'package.json': { size: 2 },
        out: { files: { main: { files: { 'index.js': { size: 1, unpacked: true } } } } },
      },
    };
    await writeFile(archive, archiveOf(header));
    expect(readAsarFiles(archive)).toEqual(['package.json', 'out/main/index.js']);
  });
});
