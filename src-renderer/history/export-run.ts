import { create } from 'zustand';
import type { RunSummary } from '#shared/contract/runs.ts';
import { reportProblem } from '../alerts/report-problem.ts';
import type { HutchClient } from '../client/hutch-client.ts';
import { saveBlob } from '../components/save-file.ts';

/** What to make of a run. */
export type ExportFormat = { format: 'jsonl' } | { format: 'csv'; stream: string };

/** A file that is being fetched. */
export interface RunningExport {
  fileName: string;
  /** Characters that are here. */
  size: number;
  /** Gives it up. */
  cancel(): void;
}

/** The files that are being fetched now. */
export const useExportStore = create<{ exports: Readonly<Record<string, RunningExport>> }>(() => ({ exports: {} }));

let exportCount = 0;

/** Fetches a run as a file, part by part, and hands it to whoever sits here. A file that is not complete is not handed over. */
export async function exportRun(
  client: HutchClient,
  { uid }: Pick<RunSummary, 'uid'>,
  as: ExportFormat,
): Promise<void> {
  const id = `${exportCount++}`;
  const giveUp = new AbortController();
  const parts: Blob[] = [];
  let size = 0;
  let offset: number | null = 0;
  try {
    let file = { file_name: '', media_type: '' };
    while (offset !== null) {
      const part: Awaited<ReturnType<typeof fetchPart>> = await fetchPart(client, uid, as, offset, giveUp.signal);
      // A blob may live outside the memory of the page; a long text could not.
      parts.push(new Blob([part.text]));
      size += part.text.length;
      file = part;
      offset = part.next;
      note(id, { fileName: file.file_name, size, cancel: () => giveUp.abort() });
    }
    saveBlob(new Blob(parts, { type: file.media_type }), file.file_name);
  } catch (thrown) {
    if (!giveUp.signal.aborted) reportProblem('The run could not be saved', thrown);
  } finally {
    note(id, undefined);
  }
}

function fetchPart(client: HutchClient, uid: string, as: ExportFormat, offset: number, signal: AbortSignal) {
  return client.request('runs.export', { uid, ...as, offset }, { signal });
}

function note(id: string, running: RunningExport | undefined): void {
  useExportStore.setState(({ exports: { [id]: _, ...others } }) => ({
    exports: running ? { ...others, [id]: running } : others,
  }));
}
