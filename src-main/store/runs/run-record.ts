import type { RunDocuments, StoredDocument } from '#shared/contract/index.ts';
import type { ExportSource } from '../export/export-source.ts';
import type { RunStoreEntry } from '../run-store.ts';
import type { RunFacts } from './run-facts.ts';
import { RunLine } from './run-line.ts';

/** One run in memory: its documents as they came, and what is known of it. */
export class RunRecord implements ExportSource {
  readonly line: RunLine;
  readonly documents: StoredDocument[] = [];
  /** Number in the `events` stream of each document. */
  readonly #seqs: number[] = [];

  /** @param start the entry of the run's start document */
  constructor(start: RunStoreEntry) {
    this.line = new RunLine(start);
    this.#keep(start);
  }

  get uid(): string {
    return this.line.facts.uid;
  }

  get facts(): RunFacts {
    return this.line.facts;
  }

  /** Its start document. */
  get start(): StoredDocument['doc'] {
    return this.documents[0]?.doc ?? {};
  }

  append(entry: RunStoreEntry): void {
    this.line.append(entry);
    this.#keep(entry);
  }

  /** At most `limit` documents from `offset` on, with the number of the last of them. */
  page(offset: number, limit: number): RunDocuments {
    const documents = this.read(offset, limit);
    const end = offset + documents.length;
    return {
      documents,
      through_seq: this.#seqs[Math.min(end, this.#seqs.length) - 1] ?? 0,
      next: end < this.documents.length ? end : null,
    };
  }

  read(offset: number, limit: number): StoredDocument[] {
    return this.documents.slice(offset, offset + limit);
  }

  descriptors(): StoredDocument['doc'][] {
    return this.documents.filter(({ name }) => name === 'descriptor').map(({ doc }) => doc);
  }

  #keep({ name, doc, seq }: RunStoreEntry): void {
    this.documents.push({ name, doc });
    this.#seqs.push(seq);
  }
}
