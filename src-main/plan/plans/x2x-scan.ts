import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import { repr } from '../repr.ts';
import { relativeInnerProductScan } from './inner-product-scan.ts';
import type { LineScanOptions } from './scan.ts';
import { reprAll } from './scan-metadata.ts';

/** The lines of {@link x2xScan}. */
export interface X2xScanOptions extends LineScanOptions {
  /** Moves the whole way. */
  motor1: Movable;
  /** Moves half of it: a sample, where `motor1` is a detector arm. */
  motor2: Movable;
  /** Relative to where the motors are, in the units of `motor1`. */
  start: number;
  stop: number;
}

/** Scans two motors together, the second at half the speed: theta and two-theta. Returns nothing, like Bluesky's. */
export function* x2xScan(
  detectors: readonly Readable[],
  { motor1, motor2, start, stop, num, perStep, md }: X2xScanOptions,
): MsgGenerator<void> {
  const metadata = {
    plan_name: 'x2x_scan',
    plan_args: {
      detectors: reprAll(detectors),
      motor1: motor1.name,
      motor2: motor2.name,
      start,
      stop,
      num,
      per_step: repr(perStep),
    },
    ...md,
  };
  const axes = [
    { motor: motor1, start, stop },
    { motor: motor2, start: start / 2, stop: stop / 2 },
  ];
  yield* relativeInnerProductScan(detectors, num, axes, { perStep, md: metadata });
}
