import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findApplication } from './application-root.ts';

describe('the application', () => {
  it('is found from a module at any depth', () => {
    const { root, version } = findApplication(import.meta.url);
    expect(existsSync(join(root, 'src-main', 'shells', 'application-root.ts'))).toBe(true);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('is missed with a sentence where there is none', () => {
    expect(() => findApplication('file:///nowhere/at/all.js')).toThrow('No package.json lies above');
  });
});
