import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunStream } from '../stores/run-stream.ts';
import { EventTable } from './EventTable.tsx';
import { runFields } from './run-field.ts';

function stream(rows: number): RunStream {
  const det = { source: 'sim', dtype: 'number' as const, shape: [], units: 'counts', precision: 0 };
  const made = new RunStream({ uid: 'd', time: 0, run_start: 'run', name: 'primary', data_keys: { det } });
  for (let row = 1; row <= rows; row += 1) made.append(row, row, { det: row * 10 });
  return made;
}

const numbers = (): string[] =>
  screen
    .getAllByRole('row')
    .filter((row) => row.querySelector('td') && !row.classList.contains('spacer-row'))
    .map((row) => row.querySelector('td')?.textContent ?? '');

describe('EventTable', () => {
  beforeEach(() => {
    // A page without a layout has no heights: this one is ten rows high.
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(240);
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
  });
  afterEach(cleanup);

  it('has the newest point on top, with units in the head', () => {
    const run = stream(3);
    render(<EventTable stream={run} fields={runFields(run.descriptor)} isOpen />);
    expect(screen.getByRole('columnheader', { name: 'det counts' })).toBeDefined();
    expect(numbers()).toEqual(['3', '2', '1']);
    expect(screen.getAllByRole('row')[1]?.className).toBe('now');
  });

  it('builds the rows in view only, and tells how many there are', () => {
    const run = stream(10_000);
    render(<EventTable stream={run} fields={runFields(run.descriptor)} isOpen={false} />);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
    expect(numbers().length).toBeLessThan(40);
    expect(numbers()[0]).toBe('10\u2009000');
  });
});
