import type { StoredDocument } from '#shared/contract/runs.ts';
import { Continues } from '#shared/contract/tasks.ts';
import type { Event, EventPage } from '#shared/documents/event.ts';
import type { EventDescriptor } from '#shared/documents/event-descriptor.ts';
import type { RunStart } from '#shared/documents/run-start.ts';
import type { RunStop } from '#shared/documents/run-stop.ts';
import { RunStream } from './run-stream.ts';

/** All documents of one run, taken apart into streams of columns. Lives outside React. */
export class RunData {
  readonly start: RunStart;
  #stop: RunStop | null = null;
  readonly #streams = new Map<string, RunStream>();
  readonly #byDescriptor = new Map<string, RunStream>();

  constructor(start: RunStart) {
    this.start = start;
  }

  /** The run that these documents make; `undefined` when there is no start among them. */
  static fromDocuments(documents: readonly StoredDocument[]): RunData | undefined {
    const start = documents.find(({ name }) => name === 'start');
    if (!start) return undefined;
    const run = new RunData(start.doc as RunStart);
    for (const { name, doc } of documents) run.append(name, doc);
    return run;
  }

  get uid(): string {
    return this.start.uid;
  }

  /** `null` while the run is open. */
  get stop(): RunStop | null {
    return this.#stop;
  }

  get streams(): ReadonlyMap<string, RunStream> {
    return this.#streams;
  }

  /** The stream that a plot starts with. */
  get primary(): RunStream | undefined {
    return this.#streams.get('primary');
  }

  /** How many points this run is to have: those that the plan has announced, of a run that goes on with another those that were missing. */
  get numPoints(): number | undefined {
    const announced = this.start.num_points;
    if (typeof announced !== 'number' || announced <= 0) return undefined;
    return announced - ((this.continues?.from_point ?? 1) - 1);
  }

  /** The run that this one goes on with. */
  get continues(): Continues | undefined {
    return this.start.continues === undefined ? undefined : Continues.safeParse(this.start.continues).data;
  }

  /** Whether events of this descriptor belong here. */
  hasDescriptor(uid: string): boolean {
    return this.#byDescriptor.has(uid);
  }

  /** Appends a document that belongs to this run; kinds that a screen does not show are passed over. */
  append(name: StoredDocument['name'], doc: StoredDocument['doc']): void {
    switch (name) {
      case 'descriptor':
        this.#describe(doc as EventDescriptor);
        break;
      case 'event': {
        const event = doc as Event;
        this.#byDescriptor.get(event.descriptor)?.append(event.time, event.seq_num, event.data);
        break;
      }
      case 'event_page':
        this.#appendPage(doc as EventPage);
        break;
      case 'stop':
        this.#stop = doc as RunStop;
        break;
      case 'start':
      case 'resource':
      case 'datum':
      case 'stream_resource':
      case 'stream_datum':
        break;
    }
  }

  #describe(descriptor: EventDescriptor): void {
    const name = descriptor.name ?? 'primary';
    const known = this.#streams.get(name);
    if (known) known.describe(descriptor);
    const stream = known ?? new RunStream(descriptor);
    this.#streams.set(name, stream);
    this.#byDescriptor.set(descriptor.uid, stream);
  }

  #appendPage(page: EventPage): void {
    const stream = this.#byDescriptor.get(page.descriptor);
    page.time.forEach((time, row) => {
      const data = Object.fromEntries(Object.entries(page.data).map(([key, values]) => [key, values[row]]));
      stream?.append(time, page.seq_num[row] ?? 0, data);
    });
  }
}
