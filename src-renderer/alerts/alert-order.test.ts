import { expect, test } from 'vitest';
import type { Alert } from '../stores/alerts-store.ts';
import { inAlertOrder } from './alert-order.ts';

const alert = (id: string, kind: Alert['kind'], time: number): Alert => ({
  id,
  kind,
  title: id,
  time,
  actions: [],
  isDismissible: true,
});
const order = (...alerts: Alert[]) => inAlertOrder(alerts).map(({ id }) => id);

test('the newest stands first, whatever was told first: the note of a kill above the failure before it', () => {
  const kill = alert('killed', 'wait', 20);
  const failure = alert('failure', 'fault', 10);
  expect(order(kill, failure)).toEqual(['killed', 'failure']);
  expect(order(failure, kill)).toEqual(['killed', 'failure']);
});

test('of what happened in the same second the gravest stands first', () => {
  expect(order(alert('pause', 'wait', 10.9), alert('failure', 'fault', 10.1))).toEqual(['failure', 'pause']);
  expect(order(alert('first', 'fault', 10.1), alert('second', 'fault', 10.9))).toEqual(['second', 'first']);
});

test('what is only worth knowing stands below what asks for something', () => {
  expect(order(alert('failure', 'fault', 10), alert('started anew', 'info', 20), alert('disk', 'wait', 5))).toEqual([
    'failure',
    'disk',
    'started anew',
  ]);
});

test('what happened at the same time keeps its order', () => {
  expect(order(alert('a', 'fault', 5), alert('b', 'fault', 5))).toEqual(['a', 'b']);
});
