import type { MessageBoxOptions } from 'electron';
import { listen, tell } from './link.ts';

const waiting = new Map<number, (response: number) => void>();

/** `dialog`: the test sees every box and says which button is pressed. */
export const dialog = {
  showMessageBox(options: MessageBoxOptions): Promise<{ response: number; checkboxChecked: boolean }> {
    const dialogId = waiting.size + 1;
    const { message, detail = '', buttons = [], defaultId = 0, cancelId = 0 } = options;
    tell({ type: 'dialog', dialogId, options: { message, detail, buttons, defaultId, cancelId } });
    return new Promise((resolve) => {
      waiting.set(dialogId, (response) => resolve({ response, checkboxChecked: false }));
    });
  },
  showErrorBox(title: string, content: string): void {
    tell({ type: 'error-box', title, content });
  },
};

listen('dialog-answer', ({ dialogId, response }) => waiting.get(dialogId)?.(response));
