import { describe, expect, it } from 'vitest';
import { buildWebPreferences, buildWindowOptions } from './window-options.ts';

describe('the web preferences', () => {
  const preferences = buildWebPreferences('/app/out/preload/index.cjs');

  it.each([
    ['sandbox', true],
    ['contextIsolation', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
    ['safeDialogs', true],
  ] as const)('set %s to %s', (name, value) => {
    expect(preferences[name]).toBe(value);
  });

  it('switch on no feature of Blink and leave nothing to a partition or an argument', () => {
    expect(Object.keys(preferences).sort()).toEqual([
      'allowRunningInsecureContent',
      'contextIsolation',
      'experimentalFeatures',
      'navigateOnDragDrop',
      'nodeIntegration',
      'nodeIntegrationInSubFrames',
      'nodeIntegrationInWorker',
      'preload',
      'safeDialogs',
      'sandbox',
      'spellcheck',
      'webSecurity',
      'webviewTag',
    ]);
  });
});

describe('the window', () => {
  it('has those preferences and is not shown before it has something to show', () => {
    const options = buildWindowOptions({ preload: '/p.cjs', dark: false });
    expect(options.webPreferences).toEqual(buildWebPreferences('/p.cjs'));
    expect(options.show).toBe(false);
  });

  it('can be as narrow as the console is at 200 % zoom on a small screen', () => {
    expect(buildWindowOptions({ preload: '/p.cjs', dark: false }).minWidth).toBeLessThanOrEqual(640);
  });

  it('opens dark where the system is dark', () => {
    const colour = (dark: boolean) => buildWindowOptions({ preload: '/p.cjs', dark }).backgroundColor;
    expect(colour(true)).not.toBe(colour(false));
  });
});
