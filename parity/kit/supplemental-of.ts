import { SupplementalData } from '../../src-main/plan/preprocessors/index.ts';
import type { KitDevices } from './make-devices.ts';

/**
 * The supplemental data that a case says, in its notes, the engine had: `SupplementalData(baseline=[motor2], monitors=[msig])`.
 * `null` if it says nothing of the kind.
 */
export function supplementalOf(notes: string | undefined, devices: KitDevices): SupplementalData | null {
  const call = /SupplementalData\(([^)]*)\)/.exec(notes ?? '')?.[1];
  if (call === undefined) return null;
  const lists = [...call.matchAll(/(\w+)=\[([^\]]*)\]/g)].map(([, key = '', names = '']) => {
    const listed = names.split(/,\s*/).filter((name) => name !== '');
    return [key, listed.map((name) => (devices as Readonly<Record<string, unknown>>)[name])];
  });
  return new SupplementalData(Object.fromEntries(lists) as never);
}
