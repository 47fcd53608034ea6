import { describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import { NoticeBoard } from './notice-board.ts';
import { StoreTrouble } from './store-trouble.ts';

describe('StoreTrouble', () => {
  it('says what fails and what becomes of plans, then that what waited is written, and then nothing', () => {
    const notices = new NoticeBoard(() => 1);
    const suspender = { hold: vi.fn(), letGo: vi.fn() };
    const trouble = new StoreTrouble(notices, suspender);
    const shown = () => notices.list().map(({ level, message }) => `${level}: ${message}`);
    trouble.tell(new HutchError('disk_full', 'The disk is full.'));
    trouble.holdPlans(true);
    expect(suspender.hold).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^The disk is full. Too much waits/));
    expect(shown()).toEqual([expect.stringMatching(/^error: The disk is full. Too much waits.*It is tried again/)]);
    trouble.tell(new HutchError('unavailable', 'The store works again.'));
    expect(shown()).toEqual([expect.stringMatching(/^warning: The store works again. Too much waits.*stored yet.$/)]);
    trouble.holdPlans(false);
    expect(suspender.letGo).toHaveBeenCalledTimes(1);
    trouble.tell(null);
    expect(shown()).toEqual([]);
  });
});
