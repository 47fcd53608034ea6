import { float, polledSignalR, type Readings, type SignalR, softSetter } from '@hutch/sdk';
import { SimDevice } from './sim-device.ts';
import type { SimWorld } from './sim-world.ts';

/** The current in the storage ring, in mA: it decays slowly. Looked at once a second while somebody looks. Readable, Subscribable. */
export class SimRingCurrent extends SimDevice {
  readonly readback: SignalR<number>;

  constructor(world: SimWorld, description?: string) {
    super(world, ['disconnect'], description);
    this.readback = polledSignalR(float, {
      sample: () => world.beam.ringCurrentMa(),
      units: 'mA',
      precision: 1,
      scheme: 'sim',
    });
    this.addReadables({ hintedUncached: [this.readback] });
    this.followFaults([softSetter(this.readback)]);
  }

  /** Calls back with the current, now and once a second. */
  subscribe(callback: (readings: Readings) => void): () => void {
    return this.readback.subscribe(callback);
  }

  clearSub(callback: (readings: Readings) => void): void {
    this.readback.clearSub(callback);
  }
}
