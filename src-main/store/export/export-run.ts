import type { RunExport, StoredDocument } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import { CsvTable } from './csv-table.ts';
import type { ExportSource } from './export-source.ts';
import { plainJson } from './plain-json.ts';

/** A part ends with the document that brings it to this length, in characters. */
const PART = 1_000_000;
/** Documents that are read at a time. */
const PAGE = 200;

export interface ExportRequest {
  readonly uid: string;
  readonly format: 'jsonl' | 'csv';
  readonly stream?: string;
  readonly offset?: number;
}

/**
 * A part of a run as a file. `jsonl`: a document a line; `csv`: an event of one stream a line, a column a data key.
 * JSON knows no NaN and no infinity: there both are `null`, in a CSV they are words.
 * @throws HutchError `bad_request` for a stream that the run does not have
 */
export function exportRun(source: ExportSource, request: ExportRequest): RunExport {
  const name = fileName(source);
  switch (request.format) {
    case 'jsonl': {
      const part = exportPart(source, request.offset ?? 0, '', jsonLine);
      return { file_name: `${name}.jsonl`, media_type: 'application/x-ndjson', ...part };
    }
    case 'csv': {
      const stream = request.stream ?? 'primary';
      const table = tableOf(source, stream);
      const offset = request.offset ?? 0;
      const part = exportPart(source, offset, offset === 0 ? table.header : '', (document) => table.rows(document));
      return { file_name: `${name}-${safe(stream)}.csv`, media_type: 'text/csv; charset=utf-8', ...part };
    }
  }
}

function exportPart(
  source: ExportSource,
  offset: number,
  beginning: string,
  lineOf: (document: StoredDocument) => string,
): { text: string; next: number | null } {
  const lines = [beginning];
  let length = beginning.length;
  let next = offset;
  for (;;) {
    const documents = source.read(next, PAGE);
    for (const document of documents) {
      if (length >= PART) return { text: lines.join(''), next };
      const line = lineOf(document);
      lines.push(line);
      length += line.length;
      next += 1;
    }
    if (documents.length < PAGE) return { text: lines.join(''), next: null };
  }
}

function jsonLine({ name, doc }: StoredDocument): string {
  return `${plainJson({ name, doc })}\n`;
}

function tableOf(source: ExportSource, stream: string): CsvTable {
  const descriptors = source.descriptors();
  const own = descriptors.filter(({ name }) => (name ?? 'primary') === stream);
  if (own.length > 0) return new CsvTable(own);
  const known = [...new Set(descriptors.map(({ name }) => String(name ?? 'primary')))].join(', ');
  throw new HutchError(
    'bad_request',
    `Run ${source.facts.uid} has no stream "${stream}"${known === '' ? '; it has none at all.' : `; it has ${known}.`}`,
    { issues: [{ path: 'stream', code: 'bad_request', message: 'no such stream in this run' }] },
  );
}

/** `scan-42` where the run has a number, else the beginning of its uid. */
function fileName({ facts }: ExportSource): string {
  return facts.scan_id === null ? `run-${safe(facts.uid.slice(0, 8))}` : `scan-${facts.scan_id}`;
}

/** What every file system takes as part of a name. */
const safe = (name: string) => name.replaceAll(/[^A-Za-z0-9_-]/g, '_');
