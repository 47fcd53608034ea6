export { type AdaptiveScanOptions, adaptiveScan, relAdaptiveScan, relativeAdaptiveScan } from './adaptive-scan.ts';
export { type CountOptions, count, type PerShot } from './count.ts';
export { fly } from './fly.ts';
export { type FlyDeclaredOptions, flyDeclared, needsDeclaration } from './fly-declared.ts';
export {
  type GridScanOptions,
  gridScan,
  outerProductScan,
  relativeOuterProductScan,
  relGridScan,
} from './grid-scan.ts';
export { innerProductScan, relativeInnerProductScan } from './inner-product-scan.ts';
export { type ListGridScanOptions, listGridScan, relListGridScan } from './list-grid-scan.ts';
export { listScan, relativeListScan, relListScan } from './list-scan.ts';
export { type LogScanOptions, logScan, relativeLogScan, relLogScan } from './log-scan.ts';
export { type PerStep, type PerStep1d, perStep1d, type ScanOptions } from './per-step.ts';
export { type RampPlanOptions, rampPlan } from './ramp-plan.ts';
export { type LineScanOptions, relativeScan, relScan, scan } from './scan.ts';
export { commonDimension as deriveDefaultHints, type Dimension, type RunOptions } from './scan-metadata.ts';
export { scanNd } from './scan-nd.ts';
export {
  relativeSpiral,
  relativeSpiralFermat,
  relSpiral,
  relSpiralFermat,
  spiral,
  spiralFermat,
} from './spiral-scans.ts';
export { relSpiralSquare, spiralSquare } from './spiral-square.ts';
export { type TuneCentroidOptions, tuneCentroid } from './tune-centroid.ts';
export { type TweakOptions, tweak } from './tweak.ts';
export { type X2xScanOptions, x2xScan } from './x2x-scan.ts';
