import { definePlan, device, fields, Movable, scanspec } from '@hutch/sdk';
import { z } from 'zod';

export const specScan = definePlan({
  name: 'spec_scan',
  description: 'Stop at every point of a trajectory given as a ScanSpec, and read detectors there.',
  group: 'Scans',
  hint: 'along a ScanSpec',
  continuable: true,
  params: z.object({
    detectors: fields.detectors(),
    // A prefault, because the schema is recursive: a default inside it would not be looked into for device names.
    spec: scanspec
      .scanSpecSchema(device(Movable))
      .prefault({ type: 'Linspace', axis: 'stage.x', start: 0, stop: 1, num: 11 })
      .describe('The trajectory, as the Python package scanspec writes it')
      .meta({ title: 'Spec' }),
    metadata: fields.metadata(),
  }),
  check({ spec }) {
    return scanspec.specIssues(spec, ['spec']);
  },
  *run({ detectors, spec, metadata }) {
    return yield* scanspec.specScan(detectors, spec, { md: metadata });
  },
});
