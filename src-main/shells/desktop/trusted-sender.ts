import { isAppUrl } from './app-origin.ts';

/** What is known of whoever sent a message over IPC; the part of Electron's `IpcMainInvokeEvent` that the rule looks at. */
export interface SenderEvent {
  readonly sender: object;
  /** `null` when the frame has navigated or gone since it sent. */
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null;
}

/**
 * Whether a message comes from the main frame of a window that the application made, while it shows the console.
 * Every handler asks this before it looks at the message. Source: Electron's security checklist, item 17.
 *
 * @param isOurWindow whether a page belongs to a window that the application made
 */
export function isTrustedSender(event: SenderEvent, isOurWindow: (sender: object) => boolean): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isAppUrl(frame.url) && isOurWindow(event.sender);
}
