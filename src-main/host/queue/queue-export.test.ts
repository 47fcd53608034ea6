import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Task } from '#shared/contract/index.ts';
import { newTask } from '../../worker/queue/new-task.ts';
import { exportedTasks } from './queue-export.ts';

const NOON = new Date(2026, 10, 22, 12, 0, 0).getTime() / 1000;

function tasks(): Task[] {
  const stamp = { task_id: 't1', submitted_by: 'ada', submitted_at: NOON };
  const count = newTask({ name: 'count', params: { num: 3 }, purpose: 'find\nit', columns: { sample: 'LaB6' } }, stamp);
  const failed: Task = {
    ...count,
    state: 'failed',
    started_at: NOON,
    ended_at: NOON + 12.34,
    error: { code: 'plan_failed', message: 'count failed: no beam', trace: 'Error: no beam\n at x.ts' },
  };
  return [failed, newTask({ kind: 'stop' }, { ...stamp, task_id: 't2', hold: { reason: 'Lunch', by: 'bob', at: 0 } })];
}

const withoutTrace = () => {
  const [failed, stop] = tasks();
  return [{ ...failed, error: { code: 'plan_failed', message: 'count failed: no beam' } }, stop];
};

describe('exportedTasks', () => {
  it('writes all that is known, without traces, as JSON and as YAML', async () => {
    const json = await exportedTasks('history', 'json', tasks(), NOON);
    expect(json).toMatchObject({ file_name: 'hutch-history-2026-11-22.json', media_type: 'application/json' });
    expect(JSON.parse(json.text)).toEqual(withoutTrace());
    const yaml = await exportedTasks('queue', 'yaml', tasks(), NOON);
    expect(yaml).toMatchObject({ file_name: 'hutch-queue-2026-11-22.yaml', media_type: 'application/yaml' });
    expect(parse(yaml.text)).toEqual(withoutTrace());
  });

  it('writes a table for people, a line a task', async () => {
    const { text, file_name } = await exportedTasks('queue', 'text', tasks(), NOON);
    expect(file_name).toBe('hutch-queue-2026-11-22.txt');
    expect(text.split('\n')).toEqual([
      'plan   what for              state   by   began                took    parameters  why',
      'count  find it, sample LaB6  failed  ada  2026-11-22 12:00:00  12.3 s  {"num":3}   count failed: no beam',
      'stop                         held    ada                                           Lunch',
      '',
    ]);
  });

  it('is an empty list where there is nothing', async () => {
    expect((await exportedTasks('queue', 'json', [], NOON)).text).toBe('[]\n');
    expect(parse((await exportedTasks('queue', 'yaml', [], NOON)).text)).toEqual([]);
  });
});
