import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataEvent } from '#shared/contract/worker.ts';
import { ClientContext } from '../client/use-client.ts';
import { fakeClient } from '../devices/testing/fake-client.ts';
import { applyDocuments, clearRuns, useRunStore } from '../stores/run-store.ts';
import { LivePanel } from './LivePanel.tsx';
import { showRun, useLiveStore } from './live-store.ts';

// A page without a layout has no canvas to draw on; what the plot would show stands in its summary.
vi.mock('./LinePlot.tsx', () => ({ LinePlot: ({ summary }: { summary: string }) => <p>{summary}</p> }));

let seq = 0;
function emit(...events: [DataEvent['name'], DataEvent['doc']][]): void {
  act(() => applyDocuments(events.map(([name, doc]) => ({ seq: seq++, event: { name, doc, task_id: 't' } }))));
}

const field = { source: 'sim', dtype: 'number', shape: [], precision: 1 };
const start = (uid: string, dimensions: string[]): [DataEvent['name'], DataEvent['doc']] => [
  'start',
  { uid, time: 0, plan_name: 'scan', scan_id: 7, hints: { dimensions: dimensions.map((key) => [[key], 'primary']) } },
];
const descriptor = (run: string): [DataEvent['name'], DataEvent['doc']] => [
  'descriptor',
  {
    uid: `${run} d`,
    time: 0,
    run_start: run,
    name: 'primary',
    data_keys: {
      'stage-x': { ...field, units: 'mm' },
      'stage-y': { ...field, units: 'mm' },
      det: { ...field, precision: 0 },
    },
    hints: { det: { fields: ['det'] }, 'stage-x': { fields: ['stage-x'] } },
  },
];
const event = (
  run: string,
  seqNum: number,
  x: number,
  y: number,
  det: number,
): [DataEvent['name'], DataEvent['doc']] => [
  'event',
  {
    uid: `${run} ${seqNum}`,
    time: seqNum,
    descriptor: `${run} d`,
    seq_num: seqNum,
    data: { 'stage-x': x, 'stage-y': y, det },
    timestamps: {},
  },
];

describe('LivePanel', () => {
  beforeEach(() => {
    clearRuns();
    useLiveStore.setState({ opened: null, tab: 'live', picks: {} });
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    render(
      <ClientContext value={fakeClient(() => []).client}>
        <LivePanel />
      </ClientContext>,
    );
  });
  afterEach(cleanup);

  it('says what to do while no run is open, and that a run has read nothing yet', () => {
    expect(screen.getByText('No run is open')).toBeDefined();
    emit(start('a', ['stage-x']));
    expect(screen.getByText('Waiting for the first point')).toBeDefined();
  });

  it('draws the detector against the scanned motor and grows with the run', () => {
    emit(start('a', ['stage-x']), descriptor('a'), event('a', 1, 0, 0, 10));
    expect(screen.getByText('det against stage.x, 1 point; newest: stage.x 0.0 mm, det 10')).toBeDefined();
    emit(event('a', 2, 1, 0, 20));
    expect(screen.getByText('det against stage.x, 2 points; newest: stage.x 1.0 mm, det 20')).toBeDefined();
  });

  it('draws what somebody picks, and keeps that for the next scan of the same kind', async () => {
    emit(start('a', ['stage-x']), descriptor('a'), event('a', 1, 0, 5, 10));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Vertical axis' }), 'stage.y');
    expect(screen.getByText(/^stage.y against stage.x/)).toBeDefined();
    emit(start('b', ['stage-x']), descriptor('b'), event('b', 1, 0, 6, 10));
    expect(screen.getByText(/^stage.y against stage.x.*stage.y 6.0 mm$/)).toBeDefined();
  });

  it('maps a scan over two motors, and says how much of it has been measured', async () => {
    emit(
      start('a', ['stage-y', 'stage-x']),
      descriptor('a'),
      event('a', 1, 0, 0, 10),
      event('a', 2, 1, 0, 20),
      event('a', 3, 1, 1, 30),
    );
    await userEvent.click(screen.getByRole('tab', { name: 'Map' }));
    expect(
      screen.getByRole('img', { name: 'Map of det over stage.x and stage.y: 3 of 4 cells measured' }),
    ).toBeDefined();
  });

  it('leaves an earlier run for a new one', () => {
    emit(start('a', ['stage-x']), descriptor('a'), event('a', 1, 0, 0, 10));
    act(() => showRun(useRunStore.getState().run));
    expect(screen.getByText('earlier run: scan 7')).toBeDefined();
    emit(start('b', ['stage-x']));
    expect(screen.getByText('scan 7')).toBeDefined();
    expect(screen.getByText('Waiting for the first point')).toBeDefined();
  });
});
