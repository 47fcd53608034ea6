import { expect, test } from 'vitest';
import type { StoreStatus } from '#shared/contract/runs.ts';
import { storeWords } from './store-words.ts';

const status: StoreStatus = {
  kind: 'sqlite',
  path: '/data/hutch.sqlite',
  bytes: 2_100_000_000,
  runs: 3,
  documents: 400,
  free_bytes: 41,
  free_fraction: 0.41,
  space: 'ok',
};

test('size and free space are told; where the disk is nearly full, to a digit', () => {
  expect(storeWords(status)).toBe('store 2.1 GB, disk 41 % free');
  expect(storeWords({ ...status, free_fraction: 0.0124 })).toBe('store 2.1 GB, disk 1.2 % free');
  expect(storeWords({ ...status, free_fraction: null })).toBe('store 2.1 GB');
});

test('what is kept nowhere is said', () => {
  expect(storeWords({ ...status, kind: 'memory' })).toBe('runs are kept in memory only');
});
