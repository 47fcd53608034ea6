import type { App } from 'electron';
import { denyNavigation } from './deny-navigation.ts';
import { denyNewWindows } from './deny-new-windows.ts';
import { denyWebviews } from './deny-webviews.ts';

/** Puts the rules for pages in front of every page there will be, whoever makes it. Call before the first window. */
export function hardenWebContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    denyNewWindows(contents);
    denyWebviews(contents);
  });
}
