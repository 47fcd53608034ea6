import type { PlanModel } from '#shared/contract/plans.ts';

/** What people come for stands first, what they seldom need last; groups of a facility's own stand between, by name. */
const FIRST_GROUPS = ['Scans', 'Grids', 'Spirals', 'Adaptive', 'Flying', 'Moves'];
const LAST_GROUPS = ['Utilities'];

function groupRank(group: string): number {
  const first = FIRST_GROUPS.indexOf(group);
  if (first >= 0) return first - FIRST_GROUPS.length;
  return LAST_GROUPS.indexOf(group) + 1;
}

function compareGroups(a: PlanGroup, b: PlanGroup): number {
  return groupRank(a.group) - groupRank(b.group) || a.group.localeCompare(b.group);
}

/** Plans of one group, in the order of the host. */
export interface PlanGroup {
  group: string;
  plans: readonly PlanModel[];
}

/**
 * The plans that a search finds, by group: every word of it stands in the name, the hint or the description.
 * An empty search finds all. Groups stand in an order of their own: scans first, utilities last.
 */
export function filterPlans(plans: readonly PlanModel[], search: string): PlanGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, PlanModel[]>();
  for (const plan of plans) {
    const text = `${plan.name} ${plan.hint ?? ''} ${plan.description}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const group = groups.get(plan.group) ?? [];
    group.push(plan);
    groups.set(plan.group, group);
  }
  return [...groups].map(([group, found]) => ({ group, plans: found })).sort(compareGroups);
}

/** Of what a search has found, the plan that it means most likely: the one of that name, else one that begins so, else the first. */
export function likeliestPlan(groups: readonly PlanGroup[], search: string): PlanModel | undefined {
  const found = groups.flatMap(({ plans }) => plans);
  const wanted = search.trim().toLowerCase();
  return (
    found.find(({ name }) => name.toLowerCase() === wanted) ??
    found.find(({ name }) => name.toLowerCase().startsWith(wanted)) ??
    found[0]
  );
}
