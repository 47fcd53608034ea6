import { HutchError, type ReportProgress } from '@hutch/sdk';
import type { SimClock } from './sim-clock.ts';
import type { FaultKind } from './sim-panel.ts';

/** An exposure may take this much longer than planned, in simulated seconds but at least in one real one, before it is given up. */
const PATIENCE_S = 10;
/** Time between two looks at the beam during an exposure, in real ms. */
const SLICE_MS = 100;

/** One exposure of a detector. */
export interface ExposureOptions {
  readonly clock: SimClock;
  /** Dotted path of the detector, for errors. */
  readonly path: string;
  readonly exposureS: number;
  readonly fault: FaultKind | undefined;
  /** Ends it early; the reason becomes the error. */
  readonly signal: AbortSignal;
  /** Called for each slice with its length, in simulated seconds of exposure. */
  readonly collect: (sliceS: number) => void;
  readonly report: ReportProgress;
}

/**
 * Lets an exposure happen slice by slice, so that what moves in front of the detector shows. Rejects with `timeout` when it stalls,
 * `device_failed` when it fails, and the reason of `signal` when it is ended.
 */
export async function expose(options: ExposureOptions): Promise<void> {
  const { clock, exposureS, fault, signal, path } = options;
  if (fault === 'stall') return stall(options);
  const stretch = fault === 'slow' ? 10 : 1;
  const slices = Math.max(1, Math.ceil(clock.toRealMs(exposureS * stretch) / SLICE_MS));
  const sliceS = exposureS / slices;
  const until = fault === 'fail' ? Math.ceil(slices / 2) : slices;
  for (let slice = 0; slice < until; slice += 1) {
    report(options, slice * sliceS, stretch);
    await clock.sleep(sliceS * stretch, signal);
    options.collect(sliceS);
  }
  if (fault === 'fail') {
    throw new HutchError(
      'device_failed',
      `${path} did not finish its exposure: the end-of-exposure signal did not come`,
    );
  }
  report(options, exposureS, stretch);
}

async function stall({ clock, path, exposureS, signal }: ExposureOptions): Promise<never> {
  const limitS = Math.max(exposureS + PATIENCE_S, clock.speed);
  await clock.sleep(limitS, signal);
  throw new HutchError('timeout', `${path} did not finish an exposure of ${exposureS} s in ${Math.round(limitS)} s`);
}

function report({ clock, exposureS, report: tell }: ExposureOptions, current: number, stretch: number): void {
  const fraction = exposureS > 0 ? 1 - current / exposureS : 0;
  const timeRemaining = clock.toRealMs((exposureS - current) * stretch) / 1000;
  tell({ current, initial: 0, target: exposureS, unit: 's', precision: 2, fraction, timeRemaining });
}
