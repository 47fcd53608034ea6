import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../store/open-store.ts';
import type { HostStore } from '../host-options.ts';

/** A store of a workspace in a folder of its own, which can be closed and opened again, as by another start of Hutch. */
export class TemporaryStore {
  readonly dir = mkdtempSync(join(tmpdir(), 'hutch-store-'));
  #opened: ReturnType<typeof openStore> | undefined;

  /** Opens it; closed first where it is open. */
  open(): Required<HostStore> {
    this.#opened?.runs.close();
    this.#opened = openStore({ stateDir: this.dir, now: () => Date.now() / 1000, continuable: () => true });
    return this.#opened;
  }

  /** How many events of `primary` every run has on disk, the newest run first: as another process would see it. */
  peek(): number[] {
    const other = openStore({ stateDir: this.dir, now: () => Date.now() / 1000 });
    const counts = other.runs.runs().map(({ num_events }) => num_events.primary ?? 0);
    other.runs.close();
    return counts;
  }

  async remove(): Promise<void> {
    this.#opened?.runs.close();
    await rm(this.dir, { recursive: true, force: true });
  }
}
