import { describe, expect, it } from 'vitest';
import { checkFiles } from './check-package.ts';

const GOOD = [
  'package.json',
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'plans/count.ts',
  'devices/beamline.ts',
  'node_modules/jiti/lib/jiti.cjs',
  'node_modules/h5wasm/dist/node/hdf5_hl.js',
  'node_modules/@photostructure/sqlite/dist/index.mjs',
  'node_modules/node-gyp-build/node-gyp-build.js',
];

describe('the check of the archive', () => {
  it('is content with what runs', () => {
    expect(checkFiles(GOOD)).toEqual([]);
  });

  it.each(GOOD)('misses %s', (path) => {
    expect(checkFiles(GOOD.filter((other) => other !== path))).toEqual([`${path} is missing in the archive`]);
  });

  it.each([
    'src-main/engine/msg.ts',
    'plans/count.test.ts',
    'node_modules/electron/index.js',
    'node_modules/vite/index.js',
  ])('does not want %s', (path) => {
    expect(checkFiles([...GOOD, path])).toEqual([`${path} is in the archive`]);
  });
});
