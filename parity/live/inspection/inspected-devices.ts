import {
  type AsyncStatus,
  type DataKey,
  Device,
  DeviceManager,
  float,
  type Location,
  type Readings,
  StandardReadable,
  softSignalR,
  softSignalRW,
} from '@hutch/sdk';

/** What only hardware would do: an inspection that gets here has touched a device. */
function touched(device: Device, what: string): never {
  throw new Error(`An inspection has touched ${device.path}: ${what}`);
}

/** Read, but not staged, as most devices of the recordings. */
abstract class Hinted extends Device {
  get hints(): { fields: string[] } {
    return { fields: [this.name] };
  }

  read(): Readings {
    return touched(this, 'read()');
  }

  describe(): Record<string, DataKey> {
    return touched(this, 'describe()');
  }
}

/** The axis of the recordings as a device of Hutch: it has the name and the class that metadata show. */
class Motor extends Hinted {
  readonly readback = softSignalRW(float, { units: 'mm' });

  set(): AsyncStatus {
    return touched(this, 'set()');
  }

  locate(): Location<number> {
    return touched(this, 'locate()');
  }

  stop(): void {
    touched(this, 'stop()');
  }
}

class Det extends Hinted {
  readonly readback = softSignalR(float)[0];

  trigger(): AsyncStatus {
    return touched(this, 'trigger()');
  }
}

/** Read without a trigger. */
class Lin extends Hinted {
  readonly readback = softSignalR(float)[0];
}

/** Staged with statuses. */
class AsyncStagedDet extends StandardReadable {
  readonly readback = softSignalR(float)[0];

  constructor() {
    super();
    this.addReadables({ hinted: [this.readback] });
  }

  trigger(): AsyncStatus {
    return touched(this, 'trigger()');
  }
}

class Flyer extends Device {
  kickoff(): AsyncStatus {
    return touched(this, 'kickoff()');
  }

  complete(): AsyncStatus {
    return touched(this, 'complete()');
  }

  describeCollect(): Record<string, never> {
    return touched(this, 'describeCollect()');
  }

  collect(): never[] {
    return touched(this, 'collect()');
  }
}

/** The devices of the recordings that requests name. */
export const inspectedDevices = new DeviceManager();

for (const name of ['motor1', 'motor2', 'motor3']) inspectedDevices.declare(name, () => new Motor());
for (const name of ['det', 'det2']) inspectedDevices.declare(name, () => new Det());
inspectedDevices.declare('lin', () => new Lin());
inspectedDevices.declare('adet', () => new AsyncStagedDet());
for (const name of ['flyer', 'flyer2']) inspectedDevices.declare(name, () => new Flyer());
