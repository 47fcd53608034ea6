import type { ArrayFolder } from '../arrays/array-folder.ts';
import { RunArrays } from '../arrays/run-arrays.ts';
import type { RunStoreEntry } from '../run-store.ts';
import { RunLine } from './run-line.ts';
import type { RunRow } from './run-row.ts';

/** A run of this process, from its start document until its stop document is committed. */
export class OpenRun {
  readonly id: number;
  readonly line: RunLine;
  readonly arrays: RunArrays;
  /** Documents so far, those that are only gathered included. */
  documents = 0;
  /** Of those, how many are committed. */
  committed = 0;
  /** Uids of it that later documents refer to. */
  readonly referredTo: string[] = [];
  /** How many devices were committed: when there are more, its text has changed as well. */
  #devicesCommitted = -1;
  #closedCommitted = false;

  /**
   * @param id its row in the store
   * @param start the entry of its start document
   * @param folder where its arrays go
   */
  constructor(id: number, start: RunStoreEntry, folder: ArrayFolder) {
    this.id = id;
    this.line = new RunLine(start);
    this.arrays = new RunArrays({ id, uid: this.line.facts.uid }, folder);
  }

  /** Whether it was never committed. */
  get fresh(): boolean {
    return this.committed === 0;
  }

  /** Whether devices or text are not what was committed. */
  get reindex(): boolean {
    return this.#devicesCommitted !== this.line.devices.size || this.#closedCommitted !== this.line.closed;
  }

  /** What was gathered so far is committed. */
  markCommitted(): void {
    this.committed = this.documents;
    this.arrays.written();
    this.#devicesCommitted = this.line.devices.size;
    this.#closedCommitted = this.line.closed;
  }

  /** Its row now. */
  row(lastAt: number, session: string): RunRow {
    const { num_events, ...facts } = this.line.facts;
    return {
      id: this.id,
      ...facts,
      num_events: JSON.stringify(num_events),
      documents: this.documents,
      last_at: lastAt,
      session,
    };
  }
}
