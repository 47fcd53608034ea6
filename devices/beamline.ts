import { DeviceManager } from '@hutch/sdk';
import { dailyFolders, type PathProvider } from './files/daily-folders.ts';
import { SimAreaDetector } from './sim/sim-area-detector.ts';
import { SimFastCounter } from './sim/sim-fast-counter.ts';
import { SimFrameDetector } from './sim/sim-frame-detector.ts';
import { SimMirror } from './sim/sim-mirror.ts';
import { SimMono } from './sim/sim-mono.ts';
import { SimPointDetector } from './sim/sim-point-detector.ts';
import { SimRingCurrent } from './sim/sim-ring-current.ts';
import { SimShutter } from './sim/sim-shutter.ts';
import { SimSlits } from './sim/sim-slits.ts';
import { SimStage } from './sim/sim-stage.ts';
import { SimTemperature } from './sim/sim-temperature.ts';
import { type SimWorld, simWorld } from './sim/sim-world.ts';

/** What the devices share. */
interface Fixtures {
  world: SimWorld;
  paths: PathProvider;
}

/** The simulated beamline, in the order of the beam. Nothing of it is built before somebody needs it. */
export const devices: DeviceManager<Fixtures> = new DeviceManager<Fixtures>({
  world: () => simWorld(process.env, () => devices.declarations),
  paths: () => dailyFolders(process.env),
});

devices.declare('ring_current', ({ world }) => new SimRingCurrent(world), {
  description: 'Electron current in the storage ring',
  order: 10,
});
devices.declare('shutter', ({ world }) => new SimShutter(world), {
  description: 'Shutter in front of the hutch',
  order: 20,
});
devices.declare('mono', ({ world }) => new SimMono(world), { description: 'Monochromator, Si (111)', order: 22 });
devices.declare('mirror', ({ world }) => new SimMirror(world), { description: 'Mirror on two jacks', order: 24 });
devices.declare('slits', ({ world }) => new SimSlits(world), {
  description: 'Slits in front of the sample',
  order: 26,
});
devices.declare(
  'i0',
  ({ world }) => new SimPointDetector(world, { rate: () => world.beam.incomingRate(), seed: 'i0' }),
  { description: 'Intensity of the beam in front of the sample', order: 30 },
);
devices.declare('stage', ({ world }) => new SimStage(world), { description: 'Sample stage', order: 40 });
devices.declare('temperature', ({ world }) => new SimTemperature(world), {
  description: 'Temperature controller of the sample',
  order: 45,
});
devices.declare(
  'fluo',
  ({ world }) => new SimPointDetector(world, { rate: () => world.beam.fluorescenceRate(), seed: 'fluo' }),
  { description: 'Fluorescence of copper in the sample', order: 46 },
);
devices.declare(
  'it',
  ({ world }) => new SimPointDetector(world, { rate: () => world.beam.transmittedRate(), seed: 'it' }),
  { description: 'Intensity of the beam behind a copper foil', order: 48 },
);
devices.declare(
  'det',
  ({ world }) => new SimPointDetector(world, { rate: () => world.beam.sampleRate(), seed: 'det' }),
  { description: 'Point detector behind the sample', order: 50 },
);
devices.declare(
  'counter',
  ({ world }) => new SimFastCounter(world, { rate: () => world.beam.sampleRate(), seed: 'counter' }),
  { description: 'Fast counter behind the sample, which flies', order: 55 },
);
devices.declare('andor', ({ world }) => new SimAreaDetector(world, { efficiency: 0.5, darkRate: 5, seed: 'andor' }), {
  description: 'Andor camera, 48 × 64 pixels',
  order: 60,
});
devices.declare(
  'pilatus',
  ({ world }) => new SimAreaDetector(world, { efficiency: 0.9, darkRate: 0, seed: 'pilatus' }),
  { description: 'Pilatus counting detector, 48 × 64 pixels', order: 70 },
);
devices.declare('eiger', ({ world, paths }) => new SimFrameDetector(world, { paths, efficiency: 0.9, seed: 'eiger' }), {
  description: 'Eiger counting detector, 96 × 128 pixels, frames in HDF5 files',
  order: 80,
});
