import { describe, expect, it } from 'vitest';
import type { Task, TaskList } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { InterruptedRun } from '../../store/run-store.ts';
import { NoticeBoard } from '../status/notice-board.ts';
import { localTime, recover } from './recover.ts';

const RUN: InterruptedRun = {
  uid: 'r1',
  scan_id: 14,
  plan_name: 'scan',
  task_id: 't1',
  num_events: { primary: 13 },
  last_at: 1000,
};
const task = (task_id: string) =>
  ({ task_id, name: 'mv', started_at: 900, run_uids: [] as string[] }) as Partial<Task> as Task;

function recovered(runs: InterruptedRun[], tasks: Task[], running: boolean) {
  const notices = new NoticeBoard(() => 2000);
  const reasons: string[] = [];
  const ends: [string, number][] = [];
  recover({
    store: {
      closeInterrupted: ({ reason }) => {
        reasons.push(...runs.map(reason));
        return runs;
      },
    },
    worker: {
      interrupted: () => tasks,
      tasks: () => ({ queue: { running } }) as TaskList,
      setEnd: (id, at) => void ends.push([id, at]),
    },
    notices,
    uuid: () => 'u',
  });
  return { notices: notices.list(), reasons, ends };
}

describe('recover', () => {
  it('says nothing when nothing was interrupted', () => {
    expect(recovered([], [], true).notices).toEqual([]);
  });

  it('tells of a run with its task in one notice, and gives the stop document its reason with the time', () => {
    const { notices, reasons, ends } = recovered([RUN], [task('t1')], false);
    expect(ends).toEqual([['t1', 1000]]);
    expect(reasons).toEqual([`Hutch was killed, or its machine went down, at about ${localTime(1000)}`]);
    expect(notices).toEqual([
      {
        id: 'interrupted-run-r1',
        at: 2000,
        level: 'warning',
        dismissible: true,
        run_uid: 'r1',
        task_id: 't1',
        message:
          `Hutch was killed, or its machine went down, at about ${localTime(1000)} while scan (run 14) was running. ` +
          'The run is closed as aborted, with the 13 points that it had. Its task is held: it does not run again by ' +
          'itself. The queue stands still until it is started.',
      },
    ]);
  });

  it('tells of a task that had no run open', () => {
    const { notices } = recovered([], [task('t2')], true);
    expect(notices).toMatchObject([{ id: 'interrupted-task-t2', task_id: 't2' }]);
    expect(notices[0]?.message).toContain('in the middle of mv');
    expect(notices[0]?.message).toContain('it had opened no run');
  });

  it('leads to the run of a task that somebody else has closed meanwhile', () => {
    const { notices } = recovered([], [{ ...task('t2'), run_uids: ['r1', 'r2'] }], true);
    expect(notices).toMatchObject([{ task_id: 't2', run_uid: 'r2' }]);
    expect(notices[0]?.message).toContain('the history tells');
  });

  it('lets Hutch start where the end of a run cannot be written, and says so', () => {
    const notices = new NoticeBoard(() => 2000);
    recover({
      store: {
        closeInterrupted: () => {
          throw new HutchError('disk_full', 'The disk is full.');
        },
      },
      worker: {
        interrupted: () => [],
        tasks: () => ({ queue: { running: true } }) as TaskList,
        setEnd: () => undefined,
      },
      notices,
      uuid: () => 'u',
    });
    expect(notices.list()).toMatchObject([
      { level: 'error', message: expect.stringContaining('The disk is full.'), dismissible: false },
    ]);
  });

  it('writes times as a person reads them', () => {
    expect(localTime(new Date(2026, 2, 4, 5, 6, 7).getTime() / 1000)).toBe('2026-03-04 05:06:07');
  });
});
