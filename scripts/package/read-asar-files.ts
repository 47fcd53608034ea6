import { closeSync, openSync, readSync } from 'node:fs';

interface Entry {
  files?: Record<string, Entry>;
}

/** The size of an asar's header in bytes, and where its JSON begins: two Chromium pickles, one in the other. */
const JSON_LENGTH_AT = 12;
const JSON_AT = 16;

/** Paths of all files in an asar archive, those that lie beside it unpacked included. */
export function readAsarFiles(archive: string): string[] {
  const file = openSync(archive, 'r');
  try {
    const head = Buffer.alloc(JSON_AT);
    readSync(file, head, 0, JSON_AT, 0);
    const json = Buffer.alloc(head.readUInt32LE(JSON_LENGTH_AT));
    readSync(file, json, 0, json.length, JSON_AT);
    return list(JSON.parse(json.toString('utf8')) as Entry, '');
  } finally {
    closeSync(file);
  }
}

function list({ files = {} }: Entry, folder: string): string[] {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files ? list(entry, `${folder}${name}/`) : [`${folder}${name}`],
  );
}
