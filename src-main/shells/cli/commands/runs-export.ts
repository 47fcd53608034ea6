import { open } from 'node:fs/promises';
import { HutchError } from '#shared/errors.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitStatus } from '../exit-status.ts';
import { findRun } from '../find-run.ts';
import { withRuns } from '../with-runs.ts';

export interface RunsExportOptions {
  url?: string;
  /** JSON Lines are JSON already. */
  json?: boolean;
  format: 'jsonl' | 'csv';
  stream?: string;
  output?: string;
}

/** Takes the parts of a file in order. */
interface Output {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** `hutch runs export UID`: a run as JSON Lines, or a stream of it as CSV, part by part: a run may be larger than memory. */
export async function runsExport(context: CliContext, word: string, options: RunsExportOptions): Promise<ExitStatus> {
  const { format, stream, output } = options;
  if (stream !== undefined && format !== 'csv') throw new HutchError('usage', '--stream goes with --format csv.');
  return withRuns<ExitStatus>(context, options, async (api) => {
    const { uid } = await findRun(api, word);
    const part = (offset: number) =>
      api.request('runs.export', { uid, format, offset, ...(stream !== undefined && { stream }) });
    // What cannot be exported must not leave an empty file behind.
    let { text, next } = await part(0);
    const file = await openOutput(context, output);
    try {
      await file.write(text);
      while (next !== null) {
        ({ text, next } = await part(next));
        await file.write(text);
      }
    } finally {
      await file.close();
    }
    if (output !== undefined && output !== '-') context.terminal.err(`written to ${output}`);
    return 0;
  });
}

async function openOutput({ terminal }: CliContext, file: string | undefined): Promise<Output> {
  if (file === undefined || file === '-') {
    return {
      write: async (text) => {
        if (text !== '') terminal.out(text.replace(/\n$/, ''));
      },
      close: async () => undefined,
    };
  }
  try {
    const handle = await open(file, 'w');
    return { write: async (text) => void (await handle.write(text)), close: () => handle.close() };
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new HutchError('usage', `The file ${file} cannot be written (${reason}).`, { cause });
  }
}
