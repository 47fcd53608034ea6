export { SuspendInBand, SuspendOutBand, SuspendWhenOutsideBand } from './suspend-band.ts';
export { SuspendBoolHigh, SuspendBoolLow } from './suspend-bool.ts';
export { SuspendCeil, SuspendFloor, type ThresholdOptions } from './suspend-threshold.ts';
export { SuspendWhenChanged, type WhenChangedOptions } from './suspend-when-changed.ts';
export { SuspenderBase, type SuspenderOptions, type WatchedSignal } from './suspender-base.ts';
