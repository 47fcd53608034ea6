import { expect, test } from 'vitest';
import { filterPlans } from './filter-plans.ts';

const plan = (name: string, group: string, hint = '') => ({
  name,
  group,
  hint,
  description: `Does ${name}.`,
  schema: {},
});
const plans = [plan('scan', 'Scans', 'along lines'), plan('count', 'Counting'), plan('grid_scan', 'Scans', 'raster')];

test('an empty search finds all, by group, in the order of the host', () => {
  expect(filterPlans(plans, '').map(({ group, plans: found }) => [group, found.map(({ name }) => name)])).toEqual([
    ['Scans', ['scan', 'grid_scan']],
    ['Counting', ['count']],
  ]);
});

test('every word must be found somewhere', () => {
  expect(filterPlans(plans, 'SCAN raster').flatMap(({ plans: found }) => found.map(({ name }) => name))).toEqual([
    'grid_scan',
  ]);
  expect(filterPlans(plans, 'scan nothing')).toEqual([]);
});
