import type { WebContents } from 'electron';

/** Lets the page embed no other page as a `<webview>`. Source: Electron's security checklist, items 11 and 12. */
export function denyWebviews(contents: Pick<WebContents, 'on'>): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
