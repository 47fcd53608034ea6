import type { StreamAssetDocument } from '../../engine/protocols.ts';
import type { DataKey } from '../../engine/reading.ts';
import { int } from '../datatype.ts';
import type { DetectorController, DetectorWriter } from '../detector-logic.ts';
import { observeValue } from '../observe-value.ts';
import type { WaitOptions } from '../signal-backend.ts';
import { softSignalR } from '../soft-signal.ts';
import type { TriggerInfo } from '../trigger-info.ts';

/** A detector without hardware, for tests: frames come when the test says so. Remembers what was asked of it. */
export class FakeDetector implements DetectorController, DetectorWriter {
  readonly triggers = ['internal', 'edge_trigger'] as const;
  readonly calls: string[] = [];
  #written = softSignalR(int);
  #idle: () => void = () => undefined;
  #told = 0;

  deadtimeS(): number {
    return 0.002;
  }
  async prepare(info: TriggerInfo): Promise<void> {
    this.calls.push(`prepare ${info.numberOfEvents} ${info.trigger} ${info.deadtimeS}`);
  }
  async arm(): Promise<void> {
    this.calls.push('arm');
  }
  waitForIdle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle = resolve;
    });
  }
  async disarm(): Promise<void> {
    this.calls.push('disarm');
    this.#idle();
  }

  /** `count` frames more are on disk. */
  write(count: number): void {
    const [signal, set] = this.#written;
    set(signal.getValue() + count);
  }
  /** It has done what it was armed for. */
  finish(): void {
    this.#idle();
  }
  get listeners(): number {
    return this.#written[0].listenerCount;
  }

  async open(name: string): Promise<Record<string, DataKey>> {
    this.calls.push('open');
    return {
      [name]: { source: 'fake://frames', dtype: 'array', shape: [2, 3], dtype_numpy: '<u2', external: 'STREAM:' },
    };
  }
  hints(name: string): string[] {
    return [`${name}-sum`];
  }
  async indicesWritten(): Promise<number> {
    return this.#written[0].getValue();
  }
  observeIndices(options: WaitOptions): AsyncIterable<number> {
    return observeValue(this.#written[0], options);
  }
  *streamDocs(index: number): Generator<StreamAssetDocument> {
    if (index === this.#told) return;
    yield ['stream_datum', { indices: { start: this.#told, stop: index } }];
    this.#told = index;
  }
  untell(docs: readonly StreamAssetDocument[]): void {
    for (const [, { indices }] of docs) this.#told = (indices as { start: number }).start;
  }
  async forget(): Promise<void> {
    this.calls.push('forget');
    const [, set] = this.#written;
    set(this.#told);
  }
  async close(): Promise<void> {
    this.calls.push('close');
  }
}
