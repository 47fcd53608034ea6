import type { MenuItemConstructorOptions } from 'electron';

/**
 * The menu: editing, zoom and the window, by their roles. Electron's own would also offer to reload the page and to open the developer tools,
 * which is nothing for an operator in mid-run. Nothing here reaches the engine: its controls have one place, in the console.
 */
export function applicationMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  return [
    ...(platform === 'darwin'
      ? [{ role: 'appMenu' } as const]
      : [{ label: '&File', submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' }],
    },
    { role: 'windowMenu' },
  ];
}
