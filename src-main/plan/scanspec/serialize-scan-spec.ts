import { axisName, type ScanAxis } from './scan-axis.ts';
import type { ScanSpec } from './scan-spec.ts';

/** A spec in its JSON form, axes by their names: what `Spec.serialize` of the Python package writes and `Spec.deserialize` reads. */
export function serializeScanSpec(spec: ScanSpec<ScanAxis>): ScanSpec {
  switch (spec.type) {
    case 'Linspace':
    case 'Range':
    case 'Static':
      return { ...spec, axis: axisName(spec.axis) };
    case 'Spiral':
    case 'Ellipse':
    case 'Polygon':
      return { ...spec, x_axis: axisName(spec.x_axis), y_axis: axisName(spec.y_axis) };
    case 'Product':
      return { ...spec, outer: serializeSide(spec.outer), inner: serializeSide(spec.inner) };
    case 'Zip':
    case 'Concat':
      return { ...spec, left: serializeScanSpec(spec.left), right: serializeScanSpec(spec.right) };
    case 'Snake':
    case 'Squash':
    case 'Fly':
      return { ...spec, spec: serializeScanSpec(spec.spec) };
    case 'ConstantDuration':
      return { ...spec, spec: spec.spec ? serializeScanSpec(spec.spec) : null };
  }
}

function serializeSide(side: ScanSpec<ScanAxis> | number): ScanSpec | number {
  return typeof side === 'number' ? side : serializeScanSpec(side);
}
