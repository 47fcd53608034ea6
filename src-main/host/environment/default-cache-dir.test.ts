import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultCacheDir } from './default-cache-dir.ts';

describe('defaultCacheDir', () => {
  it('is a folder of the user, where XDG_CACHE_HOME says or below the home', () => {
    expect(defaultCacheDir({ XDG_CACHE_HOME: '/caches' })).toBe(join('/caches', 'hutch', 'modules'));
    expect(defaultCacheDir({})).toBe(join(homedir(), '.cache', 'hutch', 'modules'));
  });
});
