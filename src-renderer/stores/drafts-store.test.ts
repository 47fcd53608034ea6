import { beforeEach, expect, test } from 'vitest';
import { aTask } from '../queue/testing/task-builders.ts';
import { changeColumns, changeEdit, copyToForm, startDrafts, startEdit, useDraftsStore } from './drafts-store.ts';

const KEY = 'hutch.drafts';
let items: Map<string, string>;
const storage = (): Storage => ({
  length: 0,
  clear: () => items.clear(),
  key: () => null,
  getItem: (key) => items.get(key) ?? null,
  setItem: (key, value) => void items.set(key, value),
  removeItem: (key) => void items.delete(key),
});

beforeEach(() => {
  items = new Map();
  useDraftsStore.setState({ selected: null, drafts: {}, columns: {}, edit: null });
});

test('what was kept before there were columns is still taken over', () => {
  items.set(KEY, JSON.stringify({ selected: 'scan', drafts: { scan: { params: { num: 3 }, purpose: 'x' } } }));
  startDrafts(storage());
  expect(useDraftsStore.getState()).toMatchObject({ selected: 'scan', columns: {}, edit: null });
});

test('columns and the change of an item outlive a reload of the page', () => {
  startDrafts(storage());
  changeColumns({ sample: 'LaB6' });
  const item = aTask({ task_id: 'a', purpose: 'map' });
  startEdit(item, 4);
  changeEdit({ params: { num: 9 }, purpose: 'map', columns: {} });
  const kept = items.get(KEY) ?? '';
  useDraftsStore.setState({ selected: null, drafts: {}, columns: {}, edit: null });
  items.set(KEY, kept);
  startDrafts(storage());
  expect(useDraftsStore.getState()).toMatchObject({
    columns: { sample: 'LaB6' },
    edit: { task_id: 'a', original: { params: { num: 3 } }, form: { params: { num: 9 } }, revision: 4 },
  });
});

test('a copy into a form takes the columns along, and ends the change of an item in that form', () => {
  startEdit(aTask(), 1);
  copyToForm('scan', { num: 5 }, null, { sample: 'Cu foil' });
  expect(useDraftsStore.getState()).toMatchObject({
    selected: 'scan',
    edit: null,
    columns: { sample: 'Cu foil' },
    drafts: { scan: { params: { num: 5 }, purpose: '' } },
  });
});
