import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TableCheck, TableRow } from '#shared/contract/queue.ts';
import { HutchError } from '#shared/errors.ts';
import { aHostInfo } from '../app/testing/a-host-info.ts';
import { ClientContext } from '../client/use-client.ts';
import { type Asked, fakeClient } from '../devices/testing/fake-client.ts';
import { useHostStore } from '../stores/host-store.ts';
import { usePlansStore } from '../stores/plans-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { TableDialog } from './TableDialog.tsx';
import { aQueue } from './testing/task-builders.ts';

const lost = { status: 'lost', since: 0, reason: 'gone', attempt: 1, retryAt: 0 } as const;

const good = (row: number, num: number, purpose: string): TableRow => ({
  row,
  request: { name: 'count', params: { num }, purpose },
  issues: [],
});
const bad: TableRow = {
  row: 4,
  request: { name: 'count', params: { num: 'x' }, purpose: 'wrong, by far' },
  issues: [{ path: 'num', code: 'invalid_params', message: 'must be a number' }],
};
const checkOf = (...rows: TableRow[]): TableCheck => ({
  count: rows.length,
  wrong: rows.filter(({ issues }) => issues.length > 0).length,
  rows,
});

let asked: Asked[];
/** What the host says of a table: by its text. */
let answer: (csv: string) => unknown;
/** What it says when the table is to be added. */
let refusal: HutchError | undefined;

const button = () => within(screen.getByRole('dialog')).getAllByRole('button').at(-2)!;
const said = () => screen.queryByRole('status')?.textContent;
const rows = () => screen.queryAllByRole('row').map(({ textContent }) => textContent);
const of = (method: string) => asked.filter((each) => each.method === method);

function type(csv: string): void {
  fireEvent.change(screen.getByLabelText('Table, separated by commas'), { target: { value: csv } });
}

/** Lets the text rest for long enough to be asked about. */
async function rest(): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(300));
}

beforeEach(async () => {
  vi.useFakeTimers();
  refusal = undefined;
  answer = () => checkOf(good(2, 3, 'short'), good(3, 5, 'long'));
  useHostStore.setState({ connection: { status: 'connected', since: 0 }, info: aHostInfo() });
  useTasksStore.setState({ tasks: [], queue: aQueue({ revision: 5 }), revision: 0, isLoaded: true });
  const schema = { properties: { num: { type: 'integer', title: 'Readings' } } };
  usePlansStore.setState({
    plans: ['count', 'scan'].map((name) => ({ name, description: '', group: 'Scans', schema })),
    isLoaded: true,
  });
  const fake = fakeClient(({ method, input }) => {
    if (method === 'queue.check_table') return answer((input as { csv: string }).csv);
    if (refusal) throw refusal;
    return { tasks: [], queue: { revision: 60, queue: aQueue({ revision: 6 }), tasks: [] } };
  });
  asked = fake.asked;
  render(
    <ClientContext value={fake.client}>
      <TableDialog />
    </ClientContext>,
  );
  // The dialog opens with the next frame.
  await act(() => vi.advanceTimersByTimeAsync(50));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('before anything is added the rows are shown as the items that they would become', async () => {
  type('num,purpose\n3,short\n5,long');
  expect(said()).toBe('Checking…');
  expect(button().title).toBe('The rows are being checked');
  await rest();
  expect(of('queue.check_table').map(({ input }) => input)).toEqual([
    { name: 'count', csv: 'num,purpose\n3,short\n5,long' },
  ]);
  expect(rows()).toEqual(['RowPlanWhat forParameters', '2countshort3 readings', '3countlong5 readings']);
  expect(said()).toBe('All 2 rows can be added.');
  expect(of('queue.table')).toEqual([]);
  fireEvent.click(button());
  expect(button().textContent).toBe('Add 2 items to queue');
  await rest();
  expect(of('queue.table').map(({ input }) => input)).toEqual([
    { name: 'count', csv: 'num,purpose\n3,short\n5,long', at: 'back', revision: 5 },
  ]);
});

test('a row that is wrong says why, and the button how many there are instead of adding any', async () => {
  answer = () => checkOf(good(2, 3, 'short'), bad);
  type('num,purpose\n3,short\n\nx,"wrong, by far"\n');
  await rest();
  expect(rows().at(-1)).toBe('4countwrong, by farreadings xnum: must be a number');
  expect(said()).toBe('1 of 2 rows is wrong.');
  expect(button().textContent).toBe('1 of 2 rows is wrong');
  expect(button().getAttribute('aria-disabled')).toBe('true');
  fireEvent.click(button());
  await rest();
  expect(of('queue.table')).toEqual([]);
});

test('a text is asked about when it rests, and the newest wins, whichever answer comes first', async () => {
  const answers = new Map<string, (check: TableCheck) => void>();
  answer = (csv) => new Promise((resolve) => answers.set(csv, resolve));
  type('num\n1');
  type('num\n12');
  await rest();
  type('num\n123');
  await rest();
  expect([...answers.keys()]).toEqual(['num\n12', 'num\n123']);
  await act(async () => answers.get('num\n123')?.(checkOf(good(2, 123, 'new'))));
  await act(async () => answers.get('num\n12')?.(checkOf(good(2, 12, 'old'))));
  expect(rows().at(-1)).toBe('2countnew123 readings');
  expect(button().textContent).toBe('Add 1 item to queue');
});

test('what was told of an older text adds nothing', async () => {
  type('num\n1');
  await rest();
  type('num\nmany');
  expect(said()).toBe('Checking…');
  fireEvent.click(button());
  expect(of('queue.table')).toEqual([]);
});

test('what cannot be read at all says so, and so does what nobody can be asked about', async () => {
  answer = () => {
    throw new HutchError('bad_request', 'Row 2 of the table cannot be read: a quote is never closed.');
  };
  type('num\n"1');
  await rest();
  expect(said()).toBe('Row 2 of the table cannot be read: a quote is never closed.');
  expect(button().title).toBe('Row 2 of the table cannot be read: a quote is never closed.');
  await act(async () => useHostStore.setState({ connection: lost }));
  expect(said()).toBe('Not checked. There is no connection to Hutch now.');
  expect(button().title).toBe('There is no connection to Hutch now');
});

test('rows that are refused after all are looked at once more', async () => {
  type('num\n1');
  await rest();
  refusal = new HutchError('invalid_params', 'row 2, num: must be a number');
  answer = () => checkOf(bad);
  await act(async () => fireEvent.click(button()));
  await rest();
  expect(screen.getByRole('alert').textContent).toBe('row 2, num: must be a number');
  expect(button().textContent).toBe('The row is wrong');
});

test('of many rows the rest is counted, with those that are wrong', async () => {
  answer = () => ({ count: 900, wrong: 300, rows: [good(2, 1, 'first'), bad] });
  type('num\n1');
  await rest();
  expect(screen.getByText('and 898 more rows, 299 of them wrong')).toBeDefined();
});
