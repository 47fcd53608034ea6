import { AsyncStatus, Device, DeviceManager, type Readings } from '@hutch/sdk';

/** A detector that counts its triggers and is done at once. */
class InstantDetector extends Device {
  readonly hints = { fields: ['instant'] };
  #count = 0;

  trigger() {
    this.#count += 1;
    return AsyncStatus.finished();
  }

  read(): Readings<number> {
    return { [this.name]: { value: this.#count, timestamp: Date.now() / 1000 } };
  }

  describe() {
    return { [this.name]: { source: 'test://instant', dtype: 'integer' as const, shape: [] } };
  }
}

/** Devices for tests of throughput: nothing takes time. */
export const devices = new DeviceManager();

devices.declare('instant', () => new InstantDetector());
