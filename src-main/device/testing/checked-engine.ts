import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'vitest';
import { RunEngine } from '../../engine/index.ts';

/** A document as anybody's program sees it. */
export type Doc = Record<string, unknown>;

const ajv = new Ajv({ strict: false });
const FILES: Readonly<Record<string, string>> = {
  start: 'run_start',
  descriptor: 'event_descriptor',
  stop: 'run_stop',
};
const FOLDER = new URL('../../../parity/schemas/', import.meta.url);
const validators = new Map(
  ['start', 'descriptor', 'event', 'stream_resource', 'stream_datum', 'stop'].map((name) => [
    name,
    ajv.compile(JSON.parse(readFileSync(new URL(`${FILES[name] ?? name}.json`, FOLDER), 'utf8')) as object),
  ]),
);

/** An engine whose documents are checked against the schemas of the event model, and kept. */
export function checkedEngine() {
  const engine = new RunEngine();
  const documents: [string, Doc][] = [];
  engine.subscribe((name, doc) => {
    const validate = validators.get(name);
    validate?.(doc);
    expect(validate?.errors ?? (validate ? [] : `no schema of ${name}`), JSON.stringify(doc)).toEqual([]);
    documents.push([name, doc as unknown as Doc]);
  });
  const docs = (wanted: string) => documents.filter(([name]) => name === wanted).map(([, doc]) => doc);
  return { engine, documents, docs };
}
