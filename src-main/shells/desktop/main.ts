import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, powerSaveBlocker, protocol, session } from 'electron';
import type { Host } from '../../host/create-host.ts';
import { type Application, findApplication } from '../application-root.ts';
import { openHost } from '../open-host.ts';
import { Interrupts } from '../run-control/interrupts.ts';
import { WorkerActivity } from '../run-control/worker-activity.ts';
import { stderrLog } from '../stderr-log.ts';
import { APP_URL } from './app-origin.ts';
import { APP_SCHEME_PRIVILEGES, serveAppProtocol } from './app-protocol.ts';
import { applicationMenu } from './application-menu.ts';
import { CloseGuard } from './close-guard.ts';
import { denyPermissions } from './deny-permissions.ts';
import { FrameBridge } from './frame-bridge.ts';
import { hardenWebContents } from './harden-web-contents.ts';
import { keepAwake } from './keep-awake.ts';
import { QuitSequence } from './quit-sequence.ts';
import { revivePage } from './revive-page.ts';
import { buildWindowOptions } from './window-options.ts';

/** Opens the window on the console and lets its page speak to the host. */
function openWindow({ root }: Application, host: Host, bridge: FrameBridge, quit: QuitSequence): BrowserWindow {
  const window = new BrowserWindow(
    buildWindowOptions({ preload: join(root, 'out', 'preload', 'index.cjs'), dark: nativeTheme.shouldUseDarkColors }),
  );
  bridge.attach(window.webContents);
  revivePage(window.webContents, (reason) =>
    host.logger.error(`The console keeps crashing (${reason}); restart Hutch.`),
  );
  window.once('ready-to-show', () => window.show());
  // One window, one beamline: to close it is to leave.
  window.on('close', quit.hold);
  window.loadURL(APP_URL).catch((thrown: Error) => host.logger.error(`The console cannot be shown: ${thrown.message}`));
  return window;
}

/** Puts the desktop together, once Electron is ready. */
async function startDesktop(application: Application): Promise<void> {
  denyPermissions(session.defaultSession);
  serveAppProtocol(protocol, join(application.root, 'out', 'renderer'));
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(process.platform)));

  const host = await openHost(application, { purpose: 'serve', logSinks: [stderrLog] });
  const activity = new WorkerActivity(host.api);
  keepAwake(powerSaveBlocker, activity);
  const quit = new QuitSequence({ app, host, guard: new CloseGuard({ api: host.api, activity, dialog }) });
  app.on('before-quit', quit.hold);
  new Interrupts(process).onInterrupt((count) => {
    quit.interrupt(count).catch((thrown: Error) => host.logger.error(thrown.message));
  });

  const window = openWindow(application, host, new FrameBridge(ipcMain, host.api), quit);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

// Before Electron is ready, and before anything else could make a page.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
hardenWebContents(app);

// Two instances would both move the motors: the second one shows the first one's window and goes.
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => startDesktop(findApplication(import.meta.url)))
    .catch((thrown: Error) => {
      dialog.showErrorBox('Hutch cannot start', thrown.message);
      app.exit(1);
    });
} else {
  app.quit();
}
