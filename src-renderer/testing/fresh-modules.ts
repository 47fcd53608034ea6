import { vi } from 'vitest';

/**
 * Runs before each test file of the console. Files share a worker, so packages (React, zod, jsdom) are loaded once; the stores of the
 * console live in modules, so the modules of ours are evaluated anew for every file, and none sees what another has left in them.
 */
vi.resetModules();
