import type { HostEvent } from '#shared/contract/index.ts';

/**
 * What a client was told, over every life of a Hutch that is killed again and again: documents that it saw, requests that were accepted,
 * and requests to which no answer came before the kill. Every request carries a marker of its own, as its purpose.
 */
export class Ledger {
  /** Documents as JSON by uid of run, in the order in which they came. */
  readonly documents = new Map<string, string[]>();
  /** Markers whose requests were accepted. */
  readonly accepted = new Set<string>();
  /** Markers that were sent, one group a request: a request is taken in whole or not at all. */
  readonly sent: (readonly string[])[] = [];
  #runOf = new Map<string, string>();
  #next = 0;

  /** Markers for the items of one request. */
  group(size: number): readonly string[] {
    this.#next += 1;
    const markers = Array.from({ length: size }, (_, item) => `request ${this.#next}, item ${item}`);
    this.sent.push(markers);
    return markers;
  }

  accept(markers: readonly string[]): void {
    for (const marker of markers) this.accepted.add(marker);
  }

  /** Number of documents seen. */
  get seen(): number {
    let seen = 0;
    for (const documents of this.documents.values()) seen += documents.length;
    return seen;
  }

  see(event: HostEvent): void {
    if (event.type !== 'document') return;
    const { name, doc } = event;
    const run = this.#run(name, doc);
    // Its run had begun before this client looked.
    if (run === undefined) return;
    const documents = this.documents.get(run) ?? [];
    documents.push(JSON.stringify({ name, doc }));
    this.documents.set(run, documents);
  }

  #run(name: string, doc: Record<string, unknown>): string | undefined {
    if (name === 'start') return String(doc.uid);
    if (name === 'event') return this.#runOf.get(String(doc.descriptor));
    const run = typeof doc.run_start === 'string' ? doc.run_start : undefined;
    if (name === 'descriptor' && run !== undefined) this.#runOf.set(String(doc.uid), run);
    return run;
  }
}
