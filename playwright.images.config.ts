import { defineConfig } from '@playwright/test';
import tests from './playwright.config.ts';

/** `npm run images`: the screenshots of docs/images/, made from the console as it is. */
export default defineConfig({
  ...tests,
  testDir: './e2e/images',
  timeout: 120_000,
  workers: 1,
  projects: [{ name: 'images' }],
});
