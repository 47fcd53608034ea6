import type { DataKey } from '#shared/documents/index.ts';
import type { PartialEvent, PartialEventPage, StreamAssetDocument } from '../protocols.ts';
import type { Readings } from '../reading.ts';
import type { Status } from '../status.ts';
import { doneStatus } from './manual-status.ts';

const NUMBER: DataKey = { source: 'test', dtype: 'number', shape: [] };

/** A flyer of the old style: it names its streams itself. */
export class TestFlyer {
  readonly name: string;
  readonly streams: Record<string, string[]>;

  constructor(name = 'flyer', streams: Record<string, string[]> = { flown: ['x'] }) {
    this.name = name;
    this.streams = streams;
  }

  kickoff(): Status {
    return doneStatus();
  }

  complete(): Status {
    return doneStatus();
  }

  describeCollect(): Record<string, Record<string, DataKey>> {
    const keysOf = (fields: string[]) => Object.fromEntries(fields.map((field) => [field, { ...NUMBER }]));
    return Object.fromEntries(Object.entries(this.streams).map(([name, fields]) => [name, keysOf(fields)]));
  }

  *collect(): Generator<PartialEvent, void> {
    for (let i = 0; i < 2; i++) {
      for (const fields of Object.values(this.streams)) {
        const record = <T>(value: T) => Object.fromEntries(fields.map((field) => [field, value]));
        yield { time: 10 + i, data: record(i), timestamps: record(10 + i) };
      }
    }
  }
}

/** A device that gives pages, asynchronously. */
export class TestPager {
  readonly name = 'pager';
  rows = 2;

  describeCollect(): Promise<Record<string, DataKey>> {
    return Promise.resolve({ y: { ...NUMBER } });
  }

  async *collectPages(): AsyncGenerator<PartialEventPage, void> {
    const column = Array.from({ length: this.rows }, (_, row) => row);
    yield { time: column, data: { y: column }, timestamps: { y: column } };
  }
}

/** A detector that writes frames to a file of its own while the run goes on. */
export class TestWriter {
  readonly name: string;
  written = 0;
  #emitted = 0;
  #opened = false;

  constructor(name: string) {
    this.name = name;
  }

  read(): Readings {
    return {};
  }

  describe(): Record<string, DataKey> {
    return this.describeCollect();
  }

  describeCollect(): Record<string, DataKey> {
    return { [this.name]: { source: 'file', dtype: 'array', shape: [1, 2, 2], external: 'STREAM:' } };
  }

  getIndex(): Promise<number> {
    return Promise.resolve(this.written);
  }

  *collectAssetDocs(index = this.written): Generator<StreamAssetDocument, void> {
    const stream_resource = `file-of-${this.name}`;
    if (!this.#opened) {
      this.#opened = true;
      const doc = {
        uid: stream_resource,
        data_key: this.name,
        mimetype: 'application/x-hdf5',
        uri: 'file://localhost/a',
        parameters: {},
      };
      yield ['stream_resource', doc];
    }
    if (index <= this.#emitted) return;
    const indices = { start: this.#emitted, stop: index };
    this.#emitted = index;
    const seq_nums = { start: 0, stop: 0 };
    yield [
      'stream_datum',
      { uid: `${stream_resource}/${indices.start}`, stream_resource, descriptor: '', indices, seq_nums },
    ];
  }
}
