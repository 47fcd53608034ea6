import { createHash } from 'node:crypto';
import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from '#shared/logger.ts';

export interface SourceWatchOptions {
  /** Absolute paths of the files that were loaded. */
  readonly files: readonly string[];
  /** Lists the files that would be loaded now, where new ones may come; only `files` unless given. */
  readonly list?: () => Promise<readonly string[]>;
  /** Called with the files that are not what they were, sorted, whenever that changes. */
  readonly onChange: (changed: readonly string[]) => void;
  readonly logger: Logger;
  /** How long the file system must be quiet before files are read: an editor writes a file in several steps. */
  readonly quietMs?: number;
}

/**
 * Watches the sources of plans and devices. What counts is what a file holds: one that was touched, or changed and changed back, is no change.
 * A file system that cannot be watched costs the offer of a reload, nothing else.
 */
export class SourceWatch {
  readonly #options: Required<Omit<SourceWatchOptions, 'list'>> & Pick<SourceWatchOptions, 'list'>;
  readonly #watchers: FSWatcher[] = [];
  /** What every file held when it was loaded; `undefined` for one that could not be read. */
  readonly #loaded: Promise<ReadonlyMap<string, string | undefined>>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;
  #lookAgain = false;
  #changed: readonly string[] = [];
  #disposed = false;

  constructor(options: SourceWatchOptions) {
    this.#options = { quietMs: 200, ...options };
    this.#loaded = fingerprints(options.files);
    for (const dir of new Set(options.files.map((file) => dirname(file)))) this.#watch(dir);
  }

  /** Ends it. May be called twice. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.splice(0)) watcher.close();
  }

  /** Folders are watched, not files: editors replace a file by a new one. */
  #watch(dir: string): void {
    try {
      const watcher = watch(dir, { persistent: false }, () => this.#soon());
      watcher.on('error', (thrown: Error) => this.#unwatchable(dir, thrown));
      this.#watchers.push(watcher);
    } catch (thrown) {
      this.#unwatchable(dir, thrown);
    }
  }

  #unwatchable(dir: string, thrown: unknown): void {
    if (this.#disposed) return;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    this.#options.logger.warning(`Changes in ${dir} are not noticed: ${why}`);
  }

  #soon(): void {
    if (this.#disposed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), this.#options.quietMs).unref();
  }

  /** Never rejects: a file that cannot be read counts as changed. */
  async #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    const before = await this.#loaded;
    const files = new Set([...before.keys(), ...(await this.#listed())]);
    const now = await fingerprints([...files]);
    this.#looking = false;
    if (this.#disposed) return;
    this.#tell([...files].filter((file) => now.get(file) !== before.get(file)).sort());
    if (!this.#lookAgain) return;
    this.#lookAgain = false;
    this.#soon();
  }

  async #listed(): Promise<readonly string[]> {
    try {
      return (await this.#options.list?.()) ?? [];
    } catch {
      // A folder that is gone shows in the files that were in it.
      return [];
    }
  }

  #tell(changed: readonly string[]): void {
    if (changed.join('\n') === this.#changed.join('\n')) return;
    this.#changed = changed;
    this.#options.onChange(changed);
  }
}

async function fingerprints(files: readonly string[]): Promise<Map<string, string | undefined>> {
  return new Map(await Promise.all(files.map(async (file) => [file, await fingerprint(file)] as const)));
}

/** A hash of what the file holds; `undefined` where there is none. */
async function fingerprint(file: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('base64');
  } catch {
    return undefined;
  }
}
