import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** A file that holds a case, or should: what is no JSON is one too, so that it fails. */
export interface CaseFile {
  /** Its path in the folder, without `.json`. */
  readonly name: string;
  readonly text: string;
}

/**
 * The cases of `folder` and of all folders in it, sorted by name; none when there is no such folder. JSON that lacks any of
 * `keys` is no case: folders of cases hold other files as well.
 */
export async function caseFiles(folder: string, keys: readonly string[]): Promise<CaseFile[]> {
  const files: CaseFile[] = [];
  for (const path of await jsonFiles(folder)) {
    const text = await readFile(join(folder, path), 'utf8');
    if (mayBeCase(text, keys))
      files.push({
        name: path
          .split(sep)
          .join('/')
          .replace(/\.json$/, ''),
        text,
      });
  }
  return files;
}

async function jsonFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.json')).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}

function mayBeCase(text: string, keys: readonly string[]): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && keys.every((key) => key in json);
  } catch {
    // The reader of the case says what is wrong with it.
    return true;
  }
}
