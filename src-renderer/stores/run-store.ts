import { create } from 'zustand';
import type { DataEvent } from '#shared/contract/worker.ts';
import type { RunStart } from '#shared/documents/run-start.ts';
import { RunData } from './run-data.ts';

interface RunState {
  /** The run that the newest start document opened; stays after its end, until the next. */
  run: RunData | null;
  /** The task that made it. */
  taskId: string | null;
  /** Grows whenever `run` does: components that read its columns select this. */
  version: number;
}

/** The current run. Its data lives in {@link RunData}, outside React; `version` says that it changed, once a batch. */
export const useRunStore = create<RunState>(() => ({ run: null, taskId: null, version: 0 }));

/** Runs that are open, the current one among them, by uid. */
const openRuns = new Map<string, RunData>();
/** Up to which item of the `events` stream a run's snapshot reaches. */
const snapshotSeq = new Map<string, number>();

/**
 * Appends the documents of one batch of the `events` stream. `seq` is the number of the first of them.
 * What a snapshot holds already is passed over.
 */
export function applyDocuments(events: readonly { seq: number; event: DataEvent }[]): void {
  let { run, taskId } = useRunStore.getState();
  for (const { seq, event } of events) {
    if (event.name === 'start') {
      const start = event.doc as RunStart;
      if (openRuns.has(start.uid) || snapshotSeq.has(start.uid)) continue;
      run = new RunData(start);
      taskId = event.task_id;
      openRuns.set(start.uid, run);
      continue;
    }
    const owner = findOwner(event);
    if (!owner || seq <= (snapshotSeq.get(owner.uid) ?? -1)) continue;
    owner.append(event.name, event.doc);
    if (event.name === 'stop') forget(owner.uid);
  }
  useRunStore.setState(({ version }) => ({ run, taskId, version: version + 1 }));
}

/**
 * Takes over a snapshot: a run with its documents up to item `throughSeq` of the `events` stream. It becomes the current run.
 * While a long run is being loaded it is taken over again and again, each time longer.
 */
export function takeSnapshot(run: RunData, throughSeq: number, taskId: string | null): void {
  if (run.stop) forget(run.uid);
  else openRuns.set(run.uid, run);
  snapshotSeq.set(run.uid, throughSeq);
  useRunStore.setState(({ version }) => ({ run, taskId, version: version + 1 }));
}

/** Says that a run has grown: a snapshot that goes on being loaded while other runs may have begun. */
export function touchRun(run: RunData): void {
  if (run.stop) forget(run.uid);
  useRunStore.setState(({ version }) => ({ version: version + 1 }));
}

/** Forgets every run: the host is another one now. */
export function clearRuns(): void {
  openRuns.clear();
  snapshotSeq.clear();
  useRunStore.setState(({ version }) => ({ run: null, taskId: null, version: version + 1 }));
}

function forget(uid: string): void {
  openRuns.delete(uid);
}

function findOwner({ name, doc }: DataEvent): RunData | undefined {
  if (name === 'descriptor' || name === 'stop') return openRuns.get(String(doc.run_start));
  const descriptor = doc.descriptor;
  if (typeof descriptor !== 'string') return undefined;
  for (const run of openRuns.values()) if (run.hasDescriptor(descriptor)) return run;
  return undefined;
}
