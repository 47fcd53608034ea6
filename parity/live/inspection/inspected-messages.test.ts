import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { PlanContext } from '../../../src-main/context/plan-context.ts';
import { MODULE_CACHE } from '../../../src-main/host/testing/module-cache.ts';
import { arbitraryRequest } from './arbitrary-request.ts';
import { inspectedMessages, inspectionContext } from './inspected-messages.ts';
import { inspectionDifference } from './inspection-difference.ts';

let context: PlanContext;

beforeAll(async () => {
  const plans = join(import.meta.dirname, '../../../plans');
  context = await inspectionContext({
    plans,
    devices: join(import.meta.dirname, 'inspected-devices.ts'),
    cache: MODULE_CACHE,
  });
}, 60_000);

test('every request that is drawn fits the plan that ships, and its inspection touches no device', async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(arbitraryRequest, async ({ request }) => {
    seen.add(request.name);
    expect(await inspectedMessages(context, request)).not.toEqual([]);
  });
  await fc.assert(property, { numRuns: 300, seed: 1 });
  expect(seen.size).toBe(28);
}, 60_000);

test('messages are compared by the names of their devices, whatever their groups are called', () => {
  const recorded = [
    ['trigger', 'det', [], { group: 'uid-7' }, null],
    ['null', null, [{ $dev: 'det' }], {}, null],
  ];
  const inspected = [
    ['trigger', 'det', [], { group: 'uid-1' }, null],
    ['null', null, ['det'], {}, null],
  ];
  expect(inspectionDifference(recorded, inspected)).toBeNull();
  expect(inspectionDifference(recorded, inspected.slice(1))).toMatchObject({ path: 'messages[0][0]' });
});
