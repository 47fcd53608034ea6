import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanContext } from '../../../src-main/context/plan-context.ts';
import { arbitraryRequest } from './arbitrary-request.ts';
import { inspectedMessages, inspectionContext } from './inspected-messages.ts';
import { inspectionDifference } from './inspection-difference.ts';

let cache: string;
let context: PlanContext;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'hutch-inspection-'));
  const plans = join(import.meta.dirname, '../../../plans');
  context = await inspectionContext({ plans, devices: join(import.meta.dirname, 'inspected-devices.ts'), cache });
}, 60_000);

afterAll(() => rm(cache, { recursive: true }));

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
