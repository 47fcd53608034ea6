import type { DeviceReadback } from '#shared/contract/index.ts';
import type { LiveEnvironment } from '../environment/live-environment.ts';
import type { ReadbackListener } from './readback-service.ts';

/**
 * Follows readbacks through every reload: a subscription outlives the devices that it began with. One that a reload has taken away is told as
 * failed, and is followed again when a later reload brings it back.
 *
 * @param paths all devices when there are none given
 * @throws HutchError `unknown_device`
 */
export function followReadings(
  live: LiveEnvironment,
  paths: readonly string[] | undefined,
  send: ReadbackListener,
): () => void {
  let end = live.current.readbacks.follow(paths, send);
  const unlisten = live.onReplaced(() => {
    end();
    const { devices, readbacks } = live.current;
    const isThere = (path: string) => devices.refusal(path) !== undefined || devices.find(path) !== undefined;
    const gone = (paths ?? []).filter((path) => !isThere(path));
    if (gone.length > 0) send(gone.map(goneReadback));
    end = readbacks.follow(paths?.filter(isThere), send);
  });
  return () => {
    unlisten();
    end();
  };
}

function goneReadback(device: string): DeviceReadback {
  return {
    device,
    state: 'failed',
    state_since: Date.now() / 1000,
    readback: null,
    setpoint: null,
    moving: false,
    activity: 'idle',
    owner: null,
    error: `${device} is not declared any more since plans and devices were loaded anew.`,
  };
}
