import type { WebContents } from 'electron';
import { isAppUrl } from './app-origin.ts';

/** What every event of a navigation has of which this rule makes use. */
interface Navigation {
  url: string;
  preventDefault(): void;
}

/**
 * Keeps the window on the console: a link, a script, a redirect or a dropped file may lead to another page of the console and nowhere else,
 * in the main frame and in any other. Source: Electron's security checklist, item 13.
 */
export function denyNavigation(contents: Pick<WebContents, 'on'>): void {
  const stay = (event: Navigation): void => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
}
