import { createHash } from 'node:crypto';
import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '#shared/logger.ts';

export interface SourceWatchOptions {
  /** Absolute paths of the files that were loaded just now. */
  readonly files: readonly string[];
  /** Lists the modules that would be loaded now: one that is not among `files` is a change. Never rejects. */
  readonly listModules: () => Promise<readonly string[]>;
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
  readonly #options: Required<SourceWatchOptions>;
  readonly #watchers: FSWatcher[] = [];
  /** What every file held when it was loaded; `undefined` for one that could not be read. */
  readonly #loaded: ReadonlyMap<string, string | undefined>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;
  #lookAgain = false;
  #changed: readonly string[] = [];
  #disposed = false;

  constructor(options: SourceWatchOptions) {
    this.#options = { quietMs: 200, ...options };
    // At once, before anybody can change one: sources are few and small.
    this.#loaded = new Map(options.files.map((file) => [file, fingerprint(file)]));
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
    const before = this.#loaded;
    const files = new Set([...before.keys(), ...(await this.#options.listModules())]);
    this.#looking = false;
    if (this.#disposed) return;
    this.#tell([...files].filter((file) => fingerprint(file) !== before.get(file)).sort());
    if (!this.#lookAgain) return;
    this.#lookAgain = false;
    this.#soon();
  }

  #tell(changed: readonly string[]): void {
    if (changed.join('\n') === this.#changed.join('\n')) return;
    this.#changed = changed;
    this.#options.onChange(changed);
  }
}

/** A hash of what the file holds; `undefined` where there is none. */
function fingerprint(file: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}
