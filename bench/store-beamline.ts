import { AsyncStatus, Device, DeviceManager, type Readings } from '@hutch/sdk';

/** A detector of one field that is done at once. */
class StoreDetector extends Device {
  readonly hints = { fields: ['det'] };
  #count = 0;

  trigger() {
    this.#count += 1;
    return AsyncStatus.finished();
  }

  read(): Readings<number> {
    return { [this.name]: { value: this.#count / 7, timestamp: Date.now() / 1000 } };
  }

  describe() {
    return { [this.name]: { source: 'bench://det', dtype: 'number' as const, shape: [] } };
  }
}

/** What the measurements of the store count with: loaded like a facility's own. */
export const devices = new DeviceManager();

devices.declare('det', () => new StoreDetector());
