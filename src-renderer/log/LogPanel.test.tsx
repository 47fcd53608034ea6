import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogPanel } from './LogPanel.tsx';
import { appendLog, clearLog } from './log-store.ts';

const line = (seq: number, level: 'debug' | 'info' | 'error', message: string) => ({
  seq,
  time: 0,
  level,
  source: 'worker',
  message,
});

describe('LogPanel', () => {
  beforeEach(() => {
    clearLog();
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(200);
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
    HTMLElement.prototype.scrollTo ??= () => undefined;
  });
  afterEach(cleanup);

  it('says when there is nothing, and shows lines as they come, with their level in words', () => {
    render(<LogPanel />);
    expect(screen.getByText('The log is empty')).toBeDefined();
    act(() => appendLog([line(1, 'info', 'scan starts'), line(2, 'error', 'stage.x stalled')]));
    expect(screen.getByText('scan starts')).toBeDefined();
    expect(screen.getByText('error').className).toContain('tone-fault');
  });

  it('leaves out detail unless asked for, and finds words', async () => {
    appendLog([line(1, 'debug', 'message 17'), line(2, 'info', 'scan starts'), line(3, 'info', 'scan ends')]);
    render(<LogPanel />);
    expect(screen.queryByText('message 17')).toBeNull();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Which lines to show' }), 'everything');
    expect(screen.getByText('message 17')).toBeDefined();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search the log' }), 'ends');
    expect(screen.queryByText('scan starts')).toBeNull();
    expect(screen.getByText('1 of 3 lines')).toBeDefined();
  });
});
