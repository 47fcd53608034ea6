import '#shared/zod-config.ts';
import { z } from 'zod';
import { HutchError } from '#shared/errors.ts';
import { paramsIssues } from '../params-issues.ts';
import type { ScanSpec } from './scan-spec.ts';
import { scanSpecSchema } from './scan-spec-schema.ts';

const NamedScanSpec = scanSpecSchema(z.string());

/**
 * Reads a spec from its JSON form, as `Spec.deserialize` of the Python package does, leaving axes as names. Numbers must be numbers.
 * Throws `invalid_params`, with an issue for each wrong place (`spec.outer.num`).
 */
export function parseScanSpec(json: unknown): ScanSpec {
  const result = NamedScanSpec.safeParse(json, { reportInput: true });
  if (result.success) return result.data;
  const issues = paramsIssues('the spec', result.error.issues, () => []).map((issue) => ({
    ...issue,
    path: issue.path.replace(/^params/, 'spec'),
  }));
  throw new HutchError('invalid_params', `the spec is not one: ${issues[0]?.message} (${issues[0]?.path})`, { issues });
}
