import { defineConfig } from '@playwright/test';
import type { FrontOptions } from './e2e/fixtures/test.ts';
import { findChromium } from './e2e/setup/find-chromium.ts';
import { hasElectron } from './e2e/setup/has-electron.ts';

const executablePath = findChromium();

// What is about one shell alone.
const COMMAND_LINE = /(command-line|command-line-.*|crash)\.spec/;
const SERVED = /served\.spec/;
const DESKTOP = /desktop\.spec/;
// What is the same wherever the page is shown.
const MARKUP = /accessibility\.spec/;

/** The same specs in every shell of Hutch: a browser, the desktop with a stand-in for `electron`, and Electron itself where it is. */
export default defineConfig<FrontOptions>({
  testDir: './e2e/specs',
  outputDir: './test-results',
  globalSetup: './e2e/setup/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      // Chromium's sandbox needs a user; containers run as root. Electron's own sandbox is never switched off.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'command-line', testMatch: COMMAND_LINE },
    { name: 'browser', testIgnore: [COMMAND_LINE, DESKTOP], use: { frontKind: 'browser' } },
    { name: 'desktop', testIgnore: [COMMAND_LINE, SERVED, MARKUP], use: { frontKind: 'desktop' } },
    ...(hasElectron()
      ? [
          {
            name: 'electron',
            testIgnore: [COMMAND_LINE, SERVED, DESKTOP, MARKUP],
            use: { frontKind: 'electron' as const },
          },
        ]
      : []),
  ],
});
