import { describe, expect, it, vi } from 'vitest';
import type { Notice } from '#shared/contract/index.ts';
import { NoticeBoard } from './notice-board.ts';

describe('NoticeBoard', () => {
  it('keeps a notice until a person puts it away', () => {
    const board = new NoticeBoard(() => 7);
    const changed = vi.fn();
    board.onChange(changed);
    board.put({ id: 'killed', level: 'warning', message: 'Hutch was killed.', run_uid: 'r' });
    expect(board.list()).toEqual([
      { id: 'killed', at: 7, level: 'warning', message: 'Hutch was killed.', run_uid: 'r', dismissible: true },
    ]);
    board.dismiss('killed');
    board.dismiss('killed');
    expect(board.list()).toEqual([]);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('tells a kept notice again after another start, until somebody puts it away', () => {
    let kept: Notice[] = [];
    const log = { load: () => kept, put: (notices: readonly Notice[]) => (kept = [...notices]) };
    const first = new NoticeBoard(() => 7, log);
    first.put({ id: 'killed', level: 'warning', message: 'Hutch was killed.', kept: true });
    first.put({ id: 'disk', level: 'warning', message: '4 % are free.' });
    const second = new NoticeBoard(() => 8, log);
    expect(second.list()).toMatchObject([{ id: 'killed', at: 7 }]);
    second.dismiss('killed');
    expect(new NoticeBoard(() => 9, log).list()).toEqual([]);
  });

  it('lets nobody put away what is still so, and takes it down when it is not', () => {
    const board = new NoticeBoard(() => 7);
    board.put({ id: 'disk', level: 'error', message: 'The disk is full.', dismissible: false });
    expect(() => board.dismiss('disk')).toThrow('goes when its cause is gone');
    board.remove('disk');
    expect(board.list()).toEqual([]);
  });

  it('tells a notice that says the same only once, and a new text under the same name anew', () => {
    let now = 1;
    const board = new NoticeBoard(() => now);
    const changed = vi.fn();
    board.put({ id: 'disk', level: 'warning', message: '4 % are free.' });
    board.onChange(changed);
    now = 2;
    board.put({ id: 'disk', level: 'warning', message: '4 % are free.' });
    expect(changed).not.toHaveBeenCalled();
    board.put({ id: 'disk', level: 'warning', message: '3 % are free.' });
    expect(board.list()).toMatchObject([{ at: 2, message: '3 % are free.' }]);
  });
});
