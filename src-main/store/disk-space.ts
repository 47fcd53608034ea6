import { statfsSync } from 'node:fs';
import type { StoreStatus } from '#shared/contract/index.ts';

/** What `statfs` says of a file system; all in blocks but `bsize`, which is in bytes. */
export interface FileSystemSpace {
  readonly bsize: number;
  readonly blocks: number;
  readonly bavail: number;
}

export interface DiskSpaceOptions {
  /** Below this part of the disk (0 to 1) a warning stands: 0.05 unless given. */
  readonly low?: number;
  /** Below this part no new run starts: 0.01 unless given. */
  readonly full?: number;
  readonly statfs?: (path: string) => FileSystemSpace;
}

/** How much room there is. */
export type SpaceReading = Pick<StoreStatus, 'free_bytes' | 'free_fraction' | 'space'>;

/** Knows how much room is left on the disk that a folder is on, for a user without special rights. */
export class DiskSpace {
  readonly #path: string;
  readonly #low: number;
  readonly #full: number;
  readonly #statfs: (path: string) => FileSystemSpace;

  constructor(path: string, options: DiskSpaceOptions = {}) {
    this.#path = path;
    this.#low = options.low ?? 0.05;
    this.#full = options.full ?? 0.01;
    this.#statfs = options.statfs ?? statfsSync;
  }

  /** Asks now. A file system that does not answer is taken for one with room: runs are not refused for it. */
  read(): SpaceReading {
    try {
      const { bsize, blocks, bavail } = this.#statfs(this.#path);
      if (blocks <= 0) return UNKNOWN;
      const free_fraction = bavail / blocks;
      return { free_bytes: bavail * bsize, free_fraction, space: this.#judge(free_fraction) };
    } catch {
      return UNKNOWN;
    }
  }

  /**
   * Asks every `everyMs` and calls `changed` with the first reading and whenever `space` is not what it was.
   * @returns ends it; may be called twice
   */
  watch(everyMs: number, changed: (reading: SpaceReading) => void): () => void {
    let last: SpaceReading['space'] | undefined;
    const ask = () => {
      const reading = this.read();
      if (reading.space === last) return;
      last = reading.space;
      changed(reading);
    };
    ask();
    const timer = setInterval(ask, everyMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  #judge(freeFraction: number): SpaceReading['space'] {
    if (freeFraction < this.#full) return 'full';
    return freeFraction < this.#low ? 'low' : 'ok';
  }
}

const UNKNOWN: SpaceReading = { free_bytes: null, free_fraction: null, space: 'ok' };
