import { fileURLToPath } from 'node:url';
import { defaultCacheDir } from '../environment/default-cache-dir.ts';

const CACHES = fileURLToPath(new URL('../../../node_modules/.cache/hutch-tests', import.meta.url));

/**
 * Where the translated modules of all tests lie (`open-host.isolated.test.ts` reaches the same as a user's), and those of the next run of them:
 * translating is what takes time. A translation is found by what its source holds.
 */
export const MODULE_CACHE = defaultCacheDir({ XDG_CACHE_HOME: CACHES });
