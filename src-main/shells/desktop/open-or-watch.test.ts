import type { Dialog, MessageBoxOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { HutchError } from '#shared/errors.ts';
import type { OpenedHost } from '../open-host.ts';
import { FakeHostApi } from '../testing/fake-host-api.ts';
import { openOrWatch } from './open-or-watch.ts';

const HELD = new HutchError('workspace_held', 'This workspace is held by Hutch 0.1.0, pid 4711.');
const WATCH = 0;
const QUIT = 1;

/** Opens with `results`, one after the other, and answers the question with `response`. */
function setUp(results: (OpenedHost | HutchError)[], response: number, isThere = true) {
  const asked: MessageBoxOptions[] = [];
  const close = vi.fn();
  const gone = new AbortController();
  const watching = new FakeHostApi();
  const opened = openOrWatch({
    open: async () => {
      const result = results.shift();
      if (result instanceof HutchError || !result) throw result;
      return result;
    },
    connect: async () => (isThere ? { watching, gone: gone.signal, close } : undefined),
    dialog: {
      showMessageBox: async (options: MessageBoxOptions) => {
        asked.push(options);
        return { response, checkboxChecked: false };
      },
    } as unknown as Dialog,
  });
  return { opened, asked, close, gone, watching };
}

const own = {
  api: new FakeHostApi(),
  logger: { error: vi.fn() },
  setClosing: vi.fn(),
  dispose: vi.fn(),
} as unknown as OpenedHost;

describe('the desktop', () => {
  it('opens the workspace and asks nothing where nobody has it', async () => {
    const { opened, asked } = setUp([own], QUIT);
    const host = await opened;
    expect([host?.api, host?.gone, asked]).toEqual([own.api, undefined, []]);
    await host?.dispose('done');
    expect(own.dispose).toHaveBeenCalledWith('done');
  });

  it('watches the Hutch that has it when the person wants to, and knows when that has ended', async () => {
    const { opened, asked, watching, close, gone } = setUp([HELD], WATCH);
    const host = await opened;
    expect(asked).toMatchObject([{ buttons: ['Watch', 'Quit'], detail: expect.stringContaining('pid 4711') }]);
    expect(host?.api).toBe(watching);
    gone.abort();
    expect(host?.gone?.aborted).toBe(true);
    await host?.dispose();
    expect(close).toHaveBeenCalled();
  });

  it('quits when the person does not', async () => {
    await expect(setUp([HELD], QUIT).opened).resolves.toBeUndefined();
  });

  it('takes the workspace when the other one has ended while the question stood', async () => {
    const { opened, asked } = setUp([HELD, own], WATCH, false);
    expect((await opened)?.api).toBe(own.api);
    expect(asked).toHaveLength(1);
  });

  it('passes on whatever else keeps it from opening', async () => {
    const { opened, asked } = setUp([new HutchError('invalid_config', 'hutch.yaml:3: no.')], WATCH);
    await expect(opened).rejects.toMatchObject({ code: 'invalid_config' });
    expect(asked).toEqual([]);
  });
});
