import type { MsgGenerator } from '../../engine/msg.ts';
import type { Readable } from '../../engine/protocols.ts';
import type { LineAxis } from '../patterns/axes.ts';
import type { ScanOptions } from './per-step.ts';
import { relScan, scan } from './scan.ts';

/**
 * The old form of `scan`. Like Bluesky's it takes no step function and returns nothing.
 * @deprecated Use `scan`.
 */
export function* innerProductScan(
  detectors: readonly Readable[],
  num: number,
  axes: readonly LineAxis[],
  { md }: Pick<ScanOptions, 'md'> = {},
): MsgGenerator<void> {
  yield* scan(detectors, axes, { num, md: { plan_name: 'inner_product_scan', ...md } });
}

/**
 * The old form of `relScan`. Like Bluesky's it returns nothing.
 * @deprecated Use `relScan`.
 */
export function* relativeInnerProductScan(
  detectors: readonly Readable[],
  num: number,
  axes: readonly LineAxis[],
  { perStep, md }: ScanOptions = {},
): MsgGenerator<void> {
  yield* relScan(detectors, axes, { num, perStep, md: { plan_name: 'relative_inner_product_scan', ...md } });
}
