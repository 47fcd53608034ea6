import type { DocumentName } from '#shared/documents/index.ts';
import type { RunStore } from '../run-store.ts';

export type FeedDoc = Record<string, unknown>;

/** Feeds a store documents with growing numbers, as an engine would. */
export class RunFeed {
  readonly #store: RunStore;
  readonly #taskId: string;
  #seq = 0;

  constructor(store: RunStore, taskId = 'task-1') {
    this.#store = store;
    this.#taskId = taskId;
  }

  put(name: DocumentName, doc: FeedDoc): void {
    this.#seq += 1;
    this.#store.append({ seq: this.#seq, task_id: this.#taskId, name, doc });
  }

  /** Opens a run with one stream `primary`, read from `det` while `stage-x` moves. */
  open(uid: string, start: FeedDoc = {}): void {
    this.put('start', { uid, time: 1000, scan_id: 7, plan_name: 'count', ...start });
    this.put('descriptor', {
      uid: `${uid}-d`,
      run_start: uid,
      name: 'primary',
      time: 1001,
      data_keys: {
        det: { source: 'sim', dtype: 'number', shape: [] },
        'stage-x': { source: 'sim', dtype: 'number', shape: [] },
      },
      object_keys: { det: ['det'], 'stage-x': ['stage-x'] },
    });
  }

  event(uid: string, seqNum: number, data: FeedDoc = { det: seqNum * 10, 'stage-x': seqNum / 10 }): void {
    const timestamps = Object.fromEntries(Object.keys(data).map((key) => [key, 1002]));
    this.put('event', {
      uid: `${uid}-e${seqNum}`,
      descriptor: `${uid}-d`,
      seq_num: seqNum,
      time: 1002,
      data,
      timestamps,
    });
  }

  stop(uid: string, stop: FeedDoc = {}): void {
    this.put('stop', { uid: `${uid}-s`, run_start: uid, time: 1009, exit_status: 'success', reason: '', ...stop });
  }

  /** A whole run of `events` events. */
  run(uid: string, start: FeedDoc = {}, stop: FeedDoc = {}, events = 2): void {
    this.open(uid, start);
    for (let seqNum = 1; seqNum <= events; seqNum++) this.event(uid, seqNum);
    this.stop(uid, stop);
  }
}
