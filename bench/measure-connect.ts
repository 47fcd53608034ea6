import { benchBeamline } from './bench-beamline.ts';

const DEVICES = 1000;

/** Milliseconds to build 1,000 devices of four signals and to connect them to mock signals. */
export async function connect1000Ms(): Promise<number> {
  const manager = benchBeamline(DEVICES);
  const begun = performance.now();
  await Promise.all(manager.declarations.map((lazy) => lazy.connect({ mock: true })));
  const tookMs = performance.now() - begun;
  manager.dispose();
  return tookMs;
}
