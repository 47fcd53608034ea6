import { describe, expect, it } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { FakeHostApi } from '../../testing/fake-host-api.ts';
import { type FakeMachine, fakeSurroundings } from '../../testing/fake-surroundings.ts';
import { runCli } from '../run-cli.ts';

const WHOLE = {
  check: () => ({ runs: 3, documents: 40, problems: [] as string[], notes: [] as string[] }),
  backup: (_place: unknown, path: string) => ({ path, runs: 3, bytes: 1_234_567, missing: [] as string[] }),
  vacuum: () => ({ before: 5_000_000_000, after: 900, deleted: ['/bl22/.hutch/arrays/x'] }),
};

async function hutch(machine: FakeMachine, ...args: string[]) {
  const surroundings = fakeSurroundings(machine);
  const status = await runCli(surroundings, ['store', ...args]);
  return { status, out: surroundings.terminal.outLines, err: surroundings.terminal.errLines };
}

describe('hutch store', () => {
  it('status says where it is, what it holds and how much room is left', async () => {
    const stored = new FakeHostApi().on('store.status', () => ({
      kind: 'sqlite',
      path: '/bl22/.hutch/hutch.sqlite',
      bytes: 23_400_000,
      runs: 12,
      documents: 3456,
      free_bytes: 4_000_000_000,
      free_fraction: 0.042,
      space: 'low',
    }));
    expect((await hutch({ stored }, 'status')).out).toEqual([
      'store      /bl22/.hutch/hutch.sqlite',
      'size       23.4 MB',
      'runs       12',
      'documents  3456',
      'free       4.00 GB (4.2 %): low, a warning stands',
    ]);
    expect(JSON.parse((await hutch({ stored }, 'status', '--json')).out[0] ?? '')).toMatchObject({ runs: 12 });
  });

  it('check ends with 0 when it is whole, and with 1 and each problem when it is not', async () => {
    expect(await hutch({ maintains: WHOLE }, 'check')).toEqual({
      status: 0,
      out: ['The store of bl22 (/bl22/.hutch) is whole: 3 runs, 40 documents.'],
      err: [],
    });
    const maintains = {
      ...WHOLE,
      check: () => ({ runs: null, documents: null, problems: ['page 7 is torn'], notes: [] }),
    };
    expect(await hutch({ maintains }, 'check')).toEqual({
      status: 1,
      out: [],
      err: ['error[store_damaged]: page 7 is torn'],
    });
    expect(JSON.parse((await hutch({ maintains }, 'check', '--json')).out[0] ?? '')).toMatchObject({
      ok: false,
      problems: ['page 7 is torn'],
    });
  });

  it('check notes what is no damage', async () => {
    const maintains = { ...WHOLE, check: () => ({ runs: 3, documents: 40, problems: [], notes: ['Run a is open.'] }) };
    expect(await hutch({ maintains }, 'check')).toMatchObject({
      status: 0,
      out: [expect.stringContaining('is whole')],
      err: ['note: Run a is open.'],
    });
  });

  it('backup and vacuum say what came of it', async () => {
    expect((await hutch({ maintains: WHOLE }, 'backup', '/safe')).out).toEqual(['copied 3 runs, 1.23 MB, to /safe']);
    expect((await hutch({ maintains: WHOLE }, 'vacuum')).out).toEqual([
      '5.00 GB before, 900 B now; arrays of no run deleted: 1',
    ]);
  });

  it('backup ends with 1 and names the files that were not there to be copied', async () => {
    const backup = (_place: unknown, path: string) => ({ path, runs: 3, bytes: 9, missing: ['/bl22/.hutch/arrays/7'] });
    const { status, err } = await hutch({ maintains: { ...WHOLE, backup } }, 'backup', '/safe');
    expect(status).toBe(1);
    expect(err).toEqual(['error[store_damaged]: /bl22/.hutch/arrays/7 was not there to be copied.']);
  });

  it('vacuum is refused with 2 while a Hutch has the workspace', async () => {
    const vacuum = () => {
      throw new HutchError('workspace_held', 'This workspace is held by pid 4711.');
    };
    const { status, err } = await hutch({ maintains: { ...WHOLE, vacuum } }, 'vacuum');
    expect(status).toBe(2);
    expect(err).toEqual(['error[workspace_held]: This workspace is held by pid 4711.']);
  });
});
