import type { Readings } from '../../engine/reading.ts';
import type { Status } from '../../engine/status.ts';

const DONE: Status = {
  done: true,
  success: true,
  exception: () => null,
  addCallback(callback) {
    callback(DONE);
    return () => undefined;
  },
};

/** Something that can be read, for tests of the model. */
export class FakeDetector {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  read(): Readings {
    return { [this.name]: { value: 1, timestamp: 0 } };
  }

  describe() {
    return { [this.name]: { source: 'fake', dtype: 'number' as const, shape: [] } };
  }
}

/** Something that can be read and moved within limits, for tests of the model. */
export class FakeMotor extends FakeDetector {
  readonly limits: { low: number | null; high: number | null };
  readonly units = 'mm';

  constructor(name: string, limits: { low: number | null; high: number | null } = { low: null, high: null }) {
    super(name);
    this.limits = limits;
  }

  set(_value: unknown): Status {
    return DONE;
  }

  stop(): void {
    // It never moves.
  }

  subscribe(): void {
    // It never changes.
  }

  clearSub(): void {
    // Nothing was subscribed.
  }
}

/** Something that flies, for tests of the model. */
export class FakeFlyer extends FakeDetector {
  kickoff(): Status {
    return DONE;
  }

  complete(): Status {
    return DONE;
  }

  describeCollect() {
    return this.describe();
  }
}
