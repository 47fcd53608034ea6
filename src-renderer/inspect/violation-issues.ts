import type { InspectReport } from '#shared/contract/inspect.ts';
import { type FieldIssue, parseIssuePath } from '../plans/form/issue-path.ts';

/**
 * What the look ahead has found beyond limits, as errors of the fields that name the devices; of each device the first. Nothing where the
 * author allows it, and nothing that `said` says already.
 */
export function violationIssues(report: InspectReport | null, said: readonly FieldIssue[]): FieldIssue[] {
  if (!report || report.violations_allowed) return [];
  const issues = new Map<string, FieldIssue>();
  for (const { device, path, message } of report.violations) {
    if (path === undefined || issues.has(device) || said.some((issue) => issue.message.startsWith(`${device} `)))
      continue;
    issues.set(device, { path: parseIssuePath(path), message });
  }
  return [...issues.values()];
}
