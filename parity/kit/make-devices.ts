import { AsyncStagedDet, Det, Lin, NoRewindDet, Peak, StagedDet } from './kit-detectors.ts';
import { Flyer, PageFlyer } from './kit-flyers.ts';
import { Motor, PosMotor } from './kit-motors.ts';
import { MonSignal, Signal } from './kit-signals.ts';

/** Where the axes are when a case begins; 0 unless given. */
export type InitialPositions = Readonly<Record<string, number>>;

/** A fresh set of the devices that the recordings use, by name. */
export function makeDevices(initial: InitialPositions = {}) {
  const motor1 = new Motor('motor1', initial.motor1);
  const ctdet = new Det('ctdet');
  ctdet.countTime = new Signal('ctdet_count_time', 1);
  return {
    motor1,
    motor2: new Motor('motor2', initial.motor2),
    motor3: new Motor('motor3', initial.motor3),
    posmotor: new PosMotor('posmotor', initial.posmotor),
    det: new Det('det'),
    det2: new Det('det2', (triggers) => 10 * triggers),
    sdet: new StagedDet('sdet'),
    adet: new AsyncStagedDet('adet'),
    lin: new Lin('lin', motor1),
    peak: new Peak('peak', motor1),
    sig: new Signal('sig'),
    msig: new MonSignal('msig'),
    flyer: new Flyer('flyer'),
    flyer2: new Flyer('flyer2', 2),
    pflyer: new PageFlyer('pflyer'),
    nrdet: new NoRewindDet('nrdet'),
    ctdet,
  };
}

export type KitDevices = ReturnType<typeof makeDevices>;
