import { z } from 'zod';
import { Readable } from '../../engine/protocols.ts';
import { device } from '../device-reference.ts';

/** The detectors of a plan: one at least, `det` unless the request says otherwise. */
export function detectors(description = 'Devices to read at each point') {
  return z.array(device(Readable)).min(1).default(['det']).meta({ title: 'Detectors', description });
}
