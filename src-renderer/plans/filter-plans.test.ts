import { expect, test } from 'vitest';
import { filterPlans, likeliestPlan } from './filter-plans.ts';

const plan = (name: string, group: string, hint = '') => ({
  name,
  group,
  hint,
  description: `Does ${name}.`,
  schema: {},
});
const plans = [plan('scan', 'Scans', 'along lines'), plan('count', 'Counting'), plan('grid_scan', 'Scans', 'raster')];

test('an empty search finds all, by group, its plans in the order of the host', () => {
  expect(filterPlans(plans, '').map(({ group, plans: found }) => [group, found.map(({ name }) => name)])).toEqual([
    ['Scans', ['scan', 'grid_scan']],
    ['Counting', ['count']],
  ]);
});

test('scans stand first and utilities last, a facility’s own groups between them by name', () => {
  const mixed = ['Utilities', 'Tomography', 'Moves', 'Alignment', 'Scans', 'Grids'].map((group) =>
    plan(group.toLowerCase(), group),
  );
  expect(filterPlans(mixed, '').map(({ group }) => group)).toEqual([
    'Scans',
    'Grids',
    'Moves',
    'Alignment',
    'Tomography',
    'Utilities',
  ]);
});

test('every word must be found somewhere', () => {
  expect(filterPlans(plans, 'SCAN raster').flatMap(({ plans: found }) => found.map(({ name }) => name))).toEqual([
    'grid_scan',
  ]);
  expect(filterPlans(plans, 'scan nothing')).toEqual([]);
});

test('Enter takes the plan that is named so before one that only contains it', () => {
  const meant = (search: string) => likeliestPlan(filterPlans(plans, search), search)?.name;
  expect(meant('scan')).toBe('scan');
  expect(meant('gr')).toBe('grid_scan');
  expect(meant('nothing')).toBeUndefined();
});
