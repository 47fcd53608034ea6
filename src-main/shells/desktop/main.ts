import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, powerSaveBlocker, protocol, session } from 'electron';
import { HutchError } from '#shared/errors.ts';
import { type Application, findApplication } from '../application-root.ts';
import { findWorkspace } from '../find-workspace.ts';
import { connectRunning } from '../local/running-hutch.ts';
import { openHost } from '../open-host.ts';
import { Interrupts } from '../run-control/interrupts.ts';
import { WorkerActivity } from '../run-control/worker-activity.ts';
import { stderrLog } from '../stderr-log.ts';
import { APP_URL } from './app-origin.ts';
import { APP_SCHEME_PRIVILEGES, serveAppProtocol } from './app-protocol.ts';
import { applicationMenu } from './application-menu.ts';
import { claimDesktop } from './claim-desktop.ts';
import { CloseGuard } from './close-guard.ts';
import { denyPermissions } from './deny-permissions.ts';
import { FrameBridge } from './frame-bridge.ts';
import { hardenWebContents } from './harden-web-contents.ts';
import { keepAwake } from './keep-awake.ts';
import { onceAborted } from './once-aborted.ts';
import { type DesktopHost, openOrWatch } from './open-or-watch.ts';
import { QuitSequence } from './quit-sequence.ts';
import { revivePage } from './revive-page.ts';
import { buildWindowOptions } from './window-options.ts';

/** Opens the window on the console and lets its page speak to the host. */
function openWindow({ root }: Application, host: DesktopHost, bridge: FrameBridge, quit: QuitSequence): BrowserWindow {
  const window = new BrowserWindow(
    buildWindowOptions({ preload: join(root, 'out', 'preload', 'index.cjs'), dark: nativeTheme.shouldUseDarkColors }),
  );
  bridge.attach(window.webContents);
  revivePage(window.webContents, (reason) => host.logError(`The console keeps crashing (${reason}); restart Hutch.`));
  window.once('ready-to-show', () => window.show());
  // One window, one beamline: to close it is to leave.
  window.on('close', quit.hold);
  window.loadURL(APP_URL).catch((thrown: Error) => host.logError(`The console cannot be shown: ${thrown.message}`));
  return window;
}

/** How to leave a host of one's own: a plan that runs is asked about, or ended by an interrupt. */
function leaveOwn(host: DesktopHost): QuitSequence {
  keepAwake(powerSaveBlocker, new WorkerActivity(host.api));
  const quit = new QuitSequence({ app, host, guard: new CloseGuard({ host, dialog }) });
  const interrupts = new Interrupts(process);
  interrupts.onInterrupt((count) => {
    quit.interrupt(count, interrupts.signal).catch((thrown: Error) => host.logError(thrown.message));
  });
  return quit;
}

/** Who only watches may leave at any time; and when what was watched has ended, there is nothing left to be seen. */
function leaveWatched(host: DesktopHost, gone: AbortSignal): QuitSequence {
  new Interrupts(process).onInterrupt(() => app.quit());
  onceAborted(gone, () => {
    // It was this side that closed the connection.
    if (HutchError.from(gone.reason).code === 'cancelled') return;
    const message = 'The Hutch that you watched has ended.';
    const detail = 'Its workspace is free: start Hutch again to have it yourself.';
    dialog
      .showMessageBox({ type: 'info', message, detail, buttons: ['Quit'], noLink: true })
      .finally(() => app.quit())
      .catch((thrown: Error) => host.logError(thrown.message));
  });
  return new QuitSequence({ app, host, guard: { mayClose: async () => true } });
}

/** Puts the desktop together, once Electron is ready. */
async function startDesktop(application: Application, stateDir: string): Promise<void> {
  denyPermissions(session.defaultSession);
  serveAppProtocol(protocol, join(application.root, 'out', 'renderer'));
  Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(process.platform)));

  const host = await openOrWatch({
    open: () => openHost(application, { purpose: 'serve', logSinks: [stderrLog] }),
    connect: () => connectRunning(stateDir),
    dialog,
  });
  if (!host) {
    app.quit();
    return;
  }
  const quit = host.gone ? leaveWatched(host, host.gone) : leaveOwn(host);
  app.on('before-quit', quit.hold);
  const bridge = new FrameBridge(ipcMain, host.api);
  if (host.gone) onceAborted(host.gone, () => bridge.fallSilent());
  const window = openWindow(application, host, bridge, quit);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
}

// Before Electron is ready, and before anything else could make a page.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
hardenWebContents(app);

function failToStart(thrown: Error): void {
  dialog.showErrorBox('Hutch cannot start', thrown.message);
  app.exit(1);
}

const application = findApplication(import.meta.url);
try {
  // Electron is not ready before this module has been evaluated to its end, this line included.
  const { stateDir } = await findWorkspace(application, []);
  // Two desktops of one workspace would both move its motors: the second one shows the first one's window and goes.
  if (claimDesktop(app, stateDir)) {
    app
      .whenReady()
      .then(() => startDesktop(application, stateDir))
      .catch(failToStart);
  } else {
    app.quit();
  }
} catch (thrown) {
  // A box can be shown once the app is ready.
  app.whenReady().then(() => failToStart(HutchError.from(thrown)));
}
