import { ExitStatus } from '#shared/documents/index.ts';
import type { RunStoreEntry } from '../run-store.ts';
import { searchableText } from '../search/search-text.ts';
import { devicesOfDescriptor, devicesOfStart } from './run-devices.ts';
import type { RunFacts } from './run-facts.ts';
import { textOfStart } from './run-text.ts';

type Doc = Readonly<Record<string, unknown>>;

/**
 * Follows one run document by document: its facts, its devices, and the text that a search looks in.
 * While the run is open the events are counted; its stop document has the last word.
 */
export class RunLine {
  readonly facts: RunFacts;
  /** Names of its devices, as data keys have them, and of what they are parts of. */
  readonly devices = new Set<string>();
  readonly #words: string[];
  /** Stream name by uid of descriptor. */
  readonly #streams = new Map<string, string>();

  /** @param start the entry of the run's start document */
  constructor(start: Pick<RunStoreEntry, 'doc' | 'task_id'>) {
    this.facts = factsOfStart(start);
    for (const device of devicesOfStart(start.doc)) this.devices.add(device);
    this.#words = textOfStart(start.doc);
  }

  /** Whether the stop document has come. */
  get closed(): boolean {
    return this.facts.exit_status !== null;
  }

  /** What a search looks in, in lower case. */
  get text(): string {
    const devices = [...this.devices].flatMap((name) => [name, name.replaceAll('-', '.')]);
    return searchableText([...this.#words, ...devices, this.facts.reason]);
  }

  /** Name of the stream that a descriptor opened. */
  streamOf(descriptor: string): string | undefined {
    return this.#streams.get(descriptor);
  }

  append({ name, doc }: Pick<RunStoreEntry, 'name' | 'doc'>): void {
    switch (name) {
      case 'descriptor':
        this.#openStream(doc);
        return;
      case 'event':
        this.#count(doc, doc.seq_num, 1);
        return;
      case 'event_page':
        if (Array.isArray(doc.seq_num)) this.#count(doc, doc.seq_num.at(-1), doc.seq_num.length);
        return;
      case 'stop':
        this.#close(doc);
        return;
      case 'start':
      case 'resource':
      case 'datum':
      case 'stream_resource':
      case 'stream_datum':
        return;
    }
  }

  #openStream(descriptor: Doc): void {
    const stream = typeof descriptor.name === 'string' ? descriptor.name : 'primary';
    this.#streams.set(String(descriptor.uid), stream);
    if (!Object.hasOwn(this.facts.num_events, stream)) setCount(this.facts.num_events, stream, 0);
    for (const device of devicesOfDescriptor(descriptor)) this.devices.add(device);
  }

  /** An event that is taken again after a pause has the number that it had before: the number counts, not the document. */
  #count(doc: Doc, seqNum: unknown, events: number): void {
    const stream = this.#streams.get(String(doc.descriptor));
    if (stream === undefined || events === 0) return;
    const before = this.facts.num_events[stream] ?? 0;
    setCount(
      this.facts.num_events,
      stream,
      Number.isSafeInteger(seqNum) ? Math.max(before, Number(seqNum)) : before + events,
    );
  }

  #close(doc: Doc): void {
    const { facts } = this;
    facts.ended_at = seconds(doc.time);
    facts.exit_status = ExitStatus.catch('fail').parse(doc.exit_status);
    facts.reason = typeof doc.reason === 'string' ? doc.reason : '';
    if (!doc.num_events || typeof doc.num_events !== 'object') return;
    for (const [stream, count] of Object.entries(doc.num_events)) {
      if (Number.isSafeInteger(count)) setCount(facts.num_events, stream, count);
    }
  }
}

function factsOfStart({ doc, task_id }: Pick<RunStoreEntry, 'doc' | 'task_id'>): RunFacts {
  const continues = doc.continues as { from_point?: unknown } | undefined;
  return {
    uid: String(doc.uid),
    scan_id: integer(doc.scan_id),
    plan_name: text(doc.plan_name),
    task_id,
    purpose: text(doc.purpose),
    started_at: seconds(doc.time),
    ended_at: null,
    exit_status: null,
    reason: '',
    num_events: {},
    num_points: integer(doc.num_points),
    first_point: Math.max(1, integer(continues?.from_point) ?? 1),
  };
}

/** A stream may be called `__proto__`: a plain assignment would lose it. */
function setCount(counts: Record<string, number>, stream: string, count: number): void {
  if (stream !== '__proto__') counts[stream] = count;
  else Object.defineProperty(counts, stream, { value: count, enumerable: true, writable: true, configurable: true });
}

const integer = (value: unknown) => (Number.isSafeInteger(value) ? Number(value) : null);
const text = (value: unknown) => (typeof value === 'string' ? value : null);
const seconds = (value: unknown) => (Number.isFinite(value) ? Number(value) : 0);
