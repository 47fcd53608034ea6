import type { StoredDocument } from '#shared/contract/index.ts';
import type { RunFacts } from '../runs/run-facts.ts';

/** One run, as an export reads it. */
export interface ExportSource {
  readonly facts: RunFacts;
  /** Its descriptors, in the order of emission. */
  descriptors(): StoredDocument['doc'][];
  /** At most `limit` documents from `offset` on; fewer only at the end of the run. */
  read(offset: number, limit: number): StoredDocument[];
}
