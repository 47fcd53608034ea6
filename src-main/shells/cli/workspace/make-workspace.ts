import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { HutchError } from '#shared/errors.ts';
import { makeFolder } from '../../../host/workspace/folders.ts';
import { CONFIG_FILE } from '../../../host/workspace/workspaces.ts';

/** What was made of a folder. Paths are relative to it. */
export interface MadeWorkspace {
  readonly made: readonly string[];
  /** Files that were there, and were left as they are. */
  readonly kept: readonly string[];
}

/** Files whose names mean something to those who hold Hutch's own sources. */
const NAMES: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

/**
 * Makes a workspace of `dir`, from the files in `template`, in which `NAME` is the folder's name. Nothing that is there is written over.
 *
 * @throws HutchError `not_allowed` for a folder that is one already, `usage` where the files cannot be written
 */
export async function makeWorkspace(dir: string, template: string): Promise<MadeWorkspace> {
  const files = await templateFiles(template);
  const made: string[] = [];
  const kept: string[] = [];
  // The file that makes it a workspace is the first one: with it the folder is taken.
  for (const path of files.sort((a, b) => Number(b === CONFIG_FILE) - Number(a === CONFIG_FILE))) {
    const text = (await readFile(join(template, path), 'utf8')).replaceAll('NAME', nameOf(dir));
    const target = NAMES[path] ?? path;
    if (await writeNew(join(dir, target), text)) made.push(target);
    else if (target === CONFIG_FILE)
      throw new HutchError('not_allowed', `${dir} is a workspace already: it has a ${target}.`);
    else kept.push(target);
  }
  return { made, kept };
}

async function templateFiles(template: string): Promise<string[]> {
  const entries = await readdir(template, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .sort();
}

/** The folder's name, as far as it may stand in YAML as it is. */
function nameOf(dir: string): string {
  return (
    basename(dir)
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[-.\d]+/, '') || 'beamline'
  );
}

/** Whether it was written: `false` for a file that is there. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    makeFolder(dirname(file));
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST' && existsSync(file)) return false;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HutchError('usage', `${file} cannot be written: ${why}.`, { cause });
  }
}
