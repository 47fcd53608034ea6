import { act, fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aQueue, aTask } from '../queue/testing/task-builders.ts';
import { startEdit, useDraftsStore } from '../stores/drafts-store.ts';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { lastRequest, openPlansPanel, pass, transport, type } from './testing/open-plans-panel.tsx';

openPlansPanel();

const filled = { detectors: ['det'], axes: [{ motor: 'stage.x', start: 0, stop: 1 }], num: 11 };

describe('the columns of the beamline', () => {
  const sample = { name: 'sample', title: 'Sample', required: true };
  const proposal = { name: 'proposal', title: 'Proposal', required: false, choices: ['cm-1', 'mx-22'] };

  beforeEach(async () => {
    await act(async () => {
      useHostStore.setState({ info: { columns: [sample, proposal] } as never });
      useDraftsStore.setState({ drafts: { scan: { params: filled, purpose: '' } } });
    });
    await pass(0);
  });

  test('one that is required is asked for at its field', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    await pass(50);
    expect(lastRequest('tasks.submit')).toBeUndefined();
    const field = screen.getByLabelText(/^Sample/);
    expect(document.activeElement).toBe(field);
    expect(document.getElementById(field.getAttribute('aria-describedby')!)?.textContent).toBe('Sample is needed');
  });

  test('what was typed goes with the request and stays for the next plan', async () => {
    await type('Proposal', 'cm-1');
    fireEvent.change(screen.getByLabelText(/^Sample/), { target: { value: 'LaB6' } });
    await pass(0);
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(lastRequest('tasks.submit')).toMatchObject({ input: { columns: { sample: 'LaB6', proposal: 'cm-1' } } });
    fireEvent.click(screen.getByRole('button', { name: /^count/ }));
    await pass(0);
    expect(screen.getByLabelText(/^Sample/)).toHaveProperty('value', 'LaB6');
  });

  test('what the host says of one stands at its field', async () => {
    fireEvent.change(screen.getByLabelText(/^Sample/), { target: { value: 'LaB7' } });
    await pass(0);
    fireEvent.click(screen.getByRole('button', { name: 'Run' }));
    const { id } = lastRequest('tasks.submit')!;
    const message = 'Sample must be one of LaB6, Cu foil, not LaB7';
    const issues = [{ path: 'columns.sample', code: 'invalid_params' as const, message }];
    await act(async () =>
      transport.deliver({ type: 'error', id, error: { code: 'invalid_params', message: 'no', issues } }),
    );
    expect(screen.getByText(message)).toBeDefined();
    expect(screen.getByLabelText(/^Sample/).getAttribute('aria-invalid')).toBe('true');
  });
});

describe('an item of the queue that is being changed', () => {
  const item = aTask({ task_id: 'a', params: filled, purpose: 'map', columns: {} });

  beforeEach(async () => {
    await act(async () => {
      useDraftsStore.setState({ drafts: { scan: { params: { ...filled, num: 99 }, purpose: 'typed before' } } });
      useTasksStore.setState({ tasks: [aTask({ task_id: 'z' }), item], queue: aQueue({ revision: 4 }) });
      startEdit(item, 4);
    });
    await pass(0);
  });

  const change = async (): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name: 'Change in queue' }));
    await pass(0);
  };

  test('stands in the form, and what was typed before comes back when it is over', async () => {
    expect(screen.getByText('Changing item 2 of 2')).toBeDefined();
    expect(screen.getByLabelText('What for')).toHaveProperty('value', 'map');
    await type('Points', '21');
    fireEvent.click(screen.getByRole('button', { name: 'Cancel change' }));
    await pass(0);
    expect(screen.getByLabelText('What for')).toHaveProperty('value', 'typed before');
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '99');
    expect(lastRequest('queue.edit')).toBeUndefined();
  });

  test('is changed where it stands, whatever others did to other items meanwhile', async () => {
    await type('Points', '21');
    await act(async () => useTasksStore.setState({ tasks: [item], queue: aQueue({ revision: 6 }) }));
    await change();
    const sent = lastRequest('queue.edit')!;
    expect(sent.input).toEqual({
      task_id: 'a',
      request: { params: { ...filled, num: 21 }, purpose: 'map', columns: {} },
      revision: 6,
    });
    const output = { revision: 70, queue: aQueue({ revision: 7 }), tasks: [item] };
    await act(async () => transport.deliver({ type: 'result', id: sent.id, output }));
    await pass(0);
    expect(useDraftsStore.getState().edit).toBeNull();
    expect(screen.getByText('scan was changed in the queue')).toBeDefined();
  });

  test('that somebody else has changed is refused with what they did, and nothing typed is lost', async () => {
    await type('Points', '21');
    await act(async () =>
      useTasksStore.setState({ tasks: [{ ...item, purpose: 'theirs' }], queue: aQueue({ revision: 5 }) }),
    );
    expect(screen.getByText(/somebody has changed it meanwhile/)).toBeDefined();
    await change();
    const { id, input } = lastRequest('queue.edit')!;
    expect(input).toMatchObject({ revision: 4 });
    const message = 'The queue has changed since you looked: scan was changed by bob (console).';
    await act(async () => transport.deliver({ type: 'error', id, error: { code: 'conflict', message } }));
    await pass(0);
    expect(screen.getByText(message)).toBeDefined();
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '21');
  });

  async function refuse(): Promise<string> {
    await type('Points', '21');
    await act(async () =>
      useTasksStore.setState({ tasks: [{ ...item, purpose: 'theirs' }], queue: aQueue({ revision: 5 }) }),
    );
    await change();
    const { id } = lastRequest('queue.edit')!;
    const message = 'The queue has changed since you looked: scan was changed by bob (console).';
    await act(async () => transport.deliver({ type: 'error', id, error: { code: 'conflict', message } }));
    await pass(0);
    return message;
  }

  test('goes in over the change of somebody else when it is asked for again after the refusal', async () => {
    await refuse();
    expect(screen.getByText(/Press again to change it all the same/)).toBeDefined();
    await change();
    expect(lastRequest('queue.edit')?.input).toMatchObject({
      revision: 5,
      request: { params: { num: 21 }, purpose: 'map' },
    });
  });

  test('is reset to the item as it is now, from the queue as it is now', async () => {
    const message = await refuse();
    fireEvent.click(screen.getByRole('button', { name: 'Reset the form to the item as it is' }));
    await pass(0);
    expect(screen.getByLabelText('What for')).toHaveProperty('value', 'theirs');
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '11');
    expect(screen.queryByText(message)).toBeNull();
    expect(screen.queryByText(/somebody has changed it/)).toBeNull();
    await type('Points', '31');
    await change();
    expect(lastRequest('queue.edit')?.input).toMatchObject({ revision: 5, request: { purpose: 'theirs' } });
  });

  test('takes its refusal with it when it ends, or when another item is changed', async () => {
    const message = await refuse();
    await act(async () => startEdit(aTask({ task_id: 'z', params: filled }), 5));
    expect(screen.queryByText(message)).toBeNull();
    await act(async () => startEdit(item, 4));
    await refuse();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel change' }));
    await pass(0);
    expect(screen.queryByText(message)).toBeNull();
  });

  test('that leaves something to the plan shows what the plan does by itself', async () => {
    await act(async () => startEdit(aTask({ task_id: 'z', params: { num: 51 } }), 4));
    await pass(0);
    expect(screen.getByLabelText('Points')).toHaveProperty('value', '51');
    expect(screen.getByLabelText('Remove det')).toBeDefined();
  });

  test('that has started meanwhile can be added as a new one', async () => {
    await type('Points', '21');
    await act(async () => useTasksStore.setState({ tasks: [{ ...item, state: 'running' }] }));
    expect(screen.getByText(/would be added as a new one/)).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: /^(Run|Add to queue)$/ }));
    await pass(0);
    expect(lastRequest('tasks.submit')).toMatchObject({ input: { params: { num: 21 }, purpose: 'map' } });
    expect(lastRequest('queue.edit')).toBeUndefined();
  });
});
