import { describe, expect, it } from 'vitest';
import { findChromium } from '../e2e/setup/find-chromium.ts';

describe('the Chromium of the specs', () => {
  const find = (env: NodeJS.ProcessEnv, ...present: string[]) =>
    findChromium(env, (path) => present.includes(String(path)));

  it('is the one that CHROMIUM_PATH names, and no other', () => {
    expect(find({ CHROMIUM_PATH: '/opt/c', PATH: '/usr/bin' }, '/opt/c', '/usr/bin/chromium')).toBe('/opt/c');
    expect(find({ CHROMIUM_PATH: '/opt/gone', PATH: '/usr/bin' }, '/usr/bin/chromium')).toBeUndefined();
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'])(
    'is found as %s on the path',
    (name) => {
      expect(find({ PATH: '/bin:/usr/bin' }, `/usr/bin/${name}`)).toBe(`/usr/bin/${name}`);
    },
  );

  it('is missed where there is none', () => {
    expect(find({ PATH: '/bin' })).toBeUndefined();
  });
});
