import { describe, expect, it } from 'vitest';
import type { StatusView } from '#shared/contract/index.ts';
import { ProgressLine } from './progress-line.ts';

const MOVE: StatusView = {
  display_name: 'stage-x',
  current: 1.25,
  initial: 0,
  target: 5,
  unit: 'mm',
  precision: 2,
  done: false,
  percentage: 0.25,
  time_elapsed: 1,
  time_remaining: 3,
};

describe('the progress line', () => {
  const begun = (start: Record<string, unknown> = { num_points: 4 }) => {
    const line = new ProgressLine();
    line.document('start', start);
    line.document('descriptor', { uid: 'd', name: 'primary' });
    return line;
  };

  it('shows how many of the planned points are there', () => {
    const line = begun();
    line.document('event', { descriptor: 'd' });
    expect(line.text).toBe('[#####---------------] 1 of 4');
  });

  it('counts points where none are planned', () => {
    const line = begun({});
    expect(line.text).toBe('');
    line.document('event', { descriptor: 'd' });
    expect(line.text).toBe('1 points');
  });

  it('does not count the baseline', () => {
    const line = begun();
    line.document('event', { descriptor: 'baseline' });
    expect(line.text).toBe('[--------------------] 0 of 4');
  });

  it('names what moves, from where to where, until it is there', () => {
    const line = begun({});
    line.progress({ task_id: 't', statuses: { a: MOVE } });
    expect(line.text).toBe('stage-x 1.25 mm to 5.00 mm, 3.0 s left');
    line.progress({ task_id: 't', statuses: { a: { ...MOVE, done: true } } });
    expect(line.text).toBe('');
  });

  it('names a status without numbers', () => {
    const line = begun({});
    line.progress({ task_id: 't', statuses: { a: { ...MOVE, display_name: 'andor', current: null } } });
    expect(line.text).toBe('andor');
  });
});
