import type { PartialEvent, PartialEventPage } from '../../src-main/engine/protocols.ts';
import type { DataKey, Readings } from '../../src-main/engine/reading.ts';
import { KitDevice, numberKey } from './kit-device.ts';
import { KitStatus } from './kit-status.ts';

abstract class AnyFlyer extends KitDevice {
  readonly n: number;

  constructor(name: string, n = 3) {
    super(name);
    this.n = n;
  }

  kickoff(): KitStatus {
    this.note('kickoff');
    return new KitStatus(this);
  }

  complete(): KitStatus {
    this.note('complete');
    return new KitStatus(this);
  }

  readConfiguration(): Readings {
    return {};
  }

  describeConfiguration(): Record<string, DataKey> {
    return {};
  }

  protected get field(): string {
    return `${this.name}_x`;
  }

  protected get dataKeys(): Record<string, DataKey> {
    return { [this.field]: numberKey('fly') };
  }
}

/** A flyer of the old style: it names its stream itself and gives single events. */
export class Flyer extends AnyFlyer {
  describeCollect(): Record<string, Record<string, DataKey>> {
    return { [`${this.name}_stream`]: this.dataKeys };
  }

  *collect(): Generator<PartialEvent, void> {
    for (let i = 0; i < this.n; i++) {
      const time = Date.now() / 1000;
      yield { time, data: { [this.field]: i }, timestamps: { [this.field]: time } };
    }
  }
}

/** A flyer of the new style: its stream is declared, and it gives one page of events each time. */
export class PageFlyer extends AnyFlyer {
  #batch = 0;

  describeCollect(): Record<string, DataKey> {
    return this.dataKeys;
  }

  *collectPages(): Generator<PartialEventPage, void> {
    const times = Array.from({ length: this.n }, () => Date.now() / 1000);
    const first = this.#batch * this.n;
    this.#batch += 1;
    const values = times.map((_, i) => first + i);
    yield { time: times, data: { [this.field]: values }, timestamps: { [this.field]: times } };
  }
}
