import {
  AsyncStatus,
  type DataKey,
  dataKey,
  float,
  HutchError,
  int,
  type PartialEventPage,
  type ReportProgress,
  type SoftSetter,
  type SoftSignalR,
  softSignalR,
  softSignalRW,
  type TimeEstimate,
  WatchableAsyncStatus,
} from '@hutch/sdk';
import { z } from 'zod';
import { SimDevice } from './sim-device.ts';
import type { FaultKind } from './sim-panel.ts';
import { SimRandom } from './sim-random.ts';
import type { SimWorld } from './sim-world.ts';

/** What the counter is prepared for. */
export const CounterProgram = z.strictObject({
  points: z.int().min(1).max(1_000_000),
  /** Time a point, in s. */
  dwellS: z.number().min(0.000_1).max(60),
});
export type CounterProgram = z.infer<typeof CounterProgram>;

/** Time between two looks at the counter, in real ms. */
const SLICE_MS = 50;

const FAULTS: readonly FaultKind[] = ['fail', 'stall', 'slow', 'lose_frame', 'refuse_to_stop', 'disconnect'];

/** A flight that is under way. */
interface Flight {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/**
 * A counter that flies: counts point after point by itself into a memory that is emptied while it goes on.
 * Preparable, Flyable, EventPageCollectable, Stoppable. Each point has its counts and its number.
 */
export class SimFastCounter extends SimDevice {
  /** Counts of the last point. */
  readonly readback: SoftSignalR<number>;
  readonly points = softSignalRW(int, { initial: 100, limits: { low: 1, high: 1_000_000 }, scheme: 'sim' });
  readonly dwell = softSignalRW(float, {
    initial: 0.01,
    units: 's',
    precision: 4,
    limits: { low: 0.000_1, high: 60 },
    scheme: 'sim',
  });
  readonly estimate: TimeEstimate = {
    timeToFly: (prepared, valueFrom) => {
      const program = CounterProgram.safeParse(prepared).data;
      const { points = valueFrom(this.points), dwellS = valueFrom(this.dwell) } = program ?? {};
      return this.world.clock.toRealMs(points * dwellS) / 1000;
    },
  };
  readonly #setReadback: SoftSetter<number>;
  readonly #rate: () => number;
  readonly #random: SimRandom;
  #memory: { counts: number; time: number; point: number }[] = [];
  #flight: Flight | undefined;

  /** `rate` gives the counts a second that it sees now; `seed` makes its noise its own. */
  constructor(world: SimWorld, options: { readonly rate: () => number; readonly seed: string }) {
    super(world, FAULTS);
    this.#rate = options.rate;
    this.#random = new SimRandom(options.seed);
    [this.readback, this.#setReadback] = softSignalR(int, { units: 'counts', scheme: 'sim' });
    this.addReadables({ hintedUncached: [this.readback], config: [this.points, this.dwell] });
    this.followFaults([this.#setReadback], () => {
      if (this.sim.active === 'disconnect') this.#flight?.abort.abort(this.notConnected());
    });
  }

  /** Sets points and dwell time. Throws `invalid_params` for what is no {@link CounterProgram}, `device_busy` while it flies. */
  prepare(value: CounterProgram): AsyncStatus {
    const program = CounterProgram.safeParse(value);
    if (!program.success) {
      throw new HutchError('invalid_params', `${this.path} cannot be prepared: ${z.prettifyError(program.error)}`);
    }
    this.#refuseFlying();
    return AsyncStatus.run(() => {
      this.points.set(program.data.points);
      this.dwell.set(program.data.dwellS);
    });
  }

  /** Starts to count. Throws `device_busy` while it does. */
  kickoff(): AsyncStatus {
    this.#refuseFlying();
    return AsyncStatus.run(() => this.#start());
  }

  /** Done when all points are counted. Throws `illegal_message_sequence` where nothing was started. */
  complete(): WatchableAsyncStatus {
    const flight = this.#flight;
    if (!flight) throw new HutchError('illegal_message_sequence', `${this.path} must be kicked off before complete`);
    return WatchableAsyncStatus.run(async (report) => {
      const end = this.readback.subscribeValue(() => this.#report(report));
      try {
        await flight.done;
      } finally {
        end();
        this.#flight = undefined;
      }
    });
  }

  /** Ends the flight; what is counted can be collected. Rejects with `device_failed` when the counter refuses. */
  async stop(): Promise<void> {
    if (!this.#flight) return;
    if (this.sim.active === 'refuse_to_stop') {
      throw new HutchError('device_failed', `${this.path} refuses to stop: the counter does not answer the command`);
    }
    this.#flight.abort.abort(new HutchError('cancelled', `${this.path} was stopped in flight`));
    await this.#flight.done.catch(() => undefined);
    this.#flight = undefined;
  }

  /** Data keys of a point. */
  describeCollect(): Record<string, DataKey> {
    const key = dataKey(this.readback.source, this.readback.metadata);
    return {
      [this.name]: key,
      [`${this.name}-point`]: { source: key.source, dtype: 'integer', shape: [], dtype_numpy: '<i8' },
    };
  }

  /** What has been counted and was not collected before: at most one page. */
  *collectPages(): Generator<PartialEventPage> {
    const taken = this.#memory;
    this.#memory = [];
    if (taken.length === 0) return;
    const time = taken.map((each) => each.time);
    yield {
      time,
      data: { [this.name]: taken.map((each) => each.counts), [`${this.name}-point`]: taken.map((each) => each.point) },
      timestamps: { [this.name]: time, [`${this.name}-point`]: time },
    };
  }

  override dispose(): void {
    this.#flight?.abort.abort(new HutchError('cancelled', `${this.path} was let go in flight`));
    super.dispose();
  }

  #start(): void {
    const fault = this.sim.strike();
    if (fault === 'disconnect') throw this.notConnected();
    const abort = new AbortController();
    const done = this.#fly(fault, abort.signal);
    // Who completes is told; where nobody does, the failure is that of `stop`.
    done.catch(() => undefined);
    this.#memory = [];
    this.#flight = { abort, done };
  }

  async #fly(fault: FaultKind | undefined, signal: AbortSignal): Promise<void> {
    const { clock } = this.world;
    const [points, dwellS] = [this.points.getValue(), this.dwell.getValue()];
    const pointS = fault === 'slow' ? 10 * dwellS : dwellS;
    const perSlice = Math.max(1, Math.round((SLICE_MS / 1000) * (clock.speed / pointS)));
    const until = fault === 'fail' || fault === 'stall' ? Math.floor(points / 2) : points;
    this.setActivity('counting');
    try {
      for (let first = 0; first < until; first += perSlice) {
        const count = Math.min(perSlice, until - first);
        await clock.sleep(count * pointS, signal);
        this.#count(first, count, dwellS, fault === 'lose_frame' ? Math.floor(points / 2) : undefined);
      }
      if (fault === 'stall') await clock.sleep(Number.POSITIVE_INFINITY, signal);
      if (fault === 'fail')
        throw new HutchError('device_failed', `${this.path} stopped after ${until} of ${points} points: overflow`);
    } finally {
      this.setActivity('idle');
    }
  }

  #count(first: number, count: number, dwellS: number, lost: number | undefined): void {
    const rate = this.#rate();
    const time = Date.now() / 1000;
    for (let point = first; point < first + count; point += 1) {
      const counts = this.#random.poisson(rate * dwellS);
      if (point !== lost) this.#memory.push({ counts, time, point });
      if (point === first + count - 1) this.#setReadback(counts);
    }
  }

  #report(report: ReportProgress): void {
    const target = this.points.getValue();
    const current = (this.#memory.at(-1)?.point ?? -1) + 1;
    report({
      name: this.name,
      current,
      initial: 0,
      target,
      unit: 'points',
      precision: 0,
      fraction: 1 - current / target,
    });
  }

  #refuseFlying(): void {
    if (this.activity.getValue() !== 'idle') throw new HutchError('device_busy', `${this.path} is counting already`);
  }
}
