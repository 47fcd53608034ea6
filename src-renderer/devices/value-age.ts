import type { DeviceReadback } from '#shared/contract/devices.ts';

/** A device that is doing something and has said nothing for so long (seconds) may have got stuck. */
const SILENT_S = 10;

/**
 * Whether a value should no longer be trusted to be the present one. Devices report changes: one that rests may be silent for hours. So a value is stale
 * when nobody can say that it still holds: the device is not connected, the console has lost the host, or the device moves and says nothing.
 */
export function isStale(readback: DeviceReadback, isHostConnected: boolean, nowS: number): boolean {
  const isReachable = readback.state === 'connected' || readback.state === 'mock';
  if (!isHostConnected || !isReachable) return true;
  const age = nowS - (readback.readback?.timestamp ?? nowS);
  return (readback.moving || (readback.activity !== 'idle' && readback.activity !== '')) && age > SILENT_S;
}
