import type { InspectReport } from '#shared/contract/index.ts';

type Violation = InspectReport['violations'][number];

const NUMBER = /-?\d+(\.\d+)?(e[-+]?\d+)?/gi;

/**
 * The limits that a plan would leave, one sentence for each way of doing so: the first point in full, and how many more there are.
 * A report lists the first of many; how many there are in all is counted with the axis.
 */
export function violationLines({ violations, axes }: Pick<InspectReport, 'violations' | 'axes'>): string[] {
  const groups = grouped(violations, ({ device, message }) => `${device} ${message.replace(NUMBER, '#')}`);
  const ways = grouped(
    groups.flatMap((group) => group.slice(0, 1)),
    ({ device }) => device,
  );
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const counted = axes.find(({ device }) => device === first.device)?.violations ?? 0;
    // Of several ways, it is not known which one those are of that are not listed.
    const isOnlyWay = ways.some((same) => same.length === 1 && same[0] === first);
    const more = (isOnlyWay ? Math.max(counted, group.length) : group.length) - 1;
    return [more === 0 ? first.message : `${first.message}, and ${more} more point${more === 1 ? '' : 's'}`];
  });
}

function grouped(violations: readonly Violation[], keyOf: (violation: Violation) => string): Violation[][] {
  const groups = new Map<string, Violation[]>();
  for (const violation of violations) {
    const key = keyOf(violation);
    groups.set(key, [...(groups.get(key) ?? []), violation]);
  }
  return [...groups.values()];
}
