import { type CSSProperties, Fragment, useRef } from 'react';
import type { DeviceModel } from '#shared/contract/devices.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { showDevice } from '../stores/focus-store.ts';
import { useFollowed } from '../stores/use-readback.ts';
import { beamPath, isSamePath, isShutter, type Station } from './beam-path.ts';
import { shownFor } from './device-rows.ts';

/** More names than these do not stand beside each other; every second one goes a line down. */
const MOST_ON_ONE_LINE = 7;

/** Devices in the order of the beam; the line between them is dotted where no beam arrives. */
export function BeamlineStrip({ devices }: { devices: readonly DeviceModel[] }) {
  const stations = useStations(devices);
  return (
    <ol
      className={stations.length > MOST_ON_ONE_LINE ? 'beamline beamline-dense' : 'beamline'}
      aria-label="Beamline"
      style={{ '--stations': stations.length } as CSSProperties}
    >
      {devices.filter(isShutter).map((shutter) => (
        <Followed key={shutter.name} name={shutter.name} />
      ))}
      {stations.map((station, index) => (
        <Fragment key={station.name}>
          {index > 0 ? <li className={station.hasBeam ? 'beam' : 'beam beam-off'} aria-hidden="true" /> : null}
          <StationMark station={station} model={devices[index]} />
        </Fragment>
      ))}
    </ol>
  );
}

/** How the beam goes now. Readbacks come many times a second; stations seldom change. */
function useStations(devices: readonly DeviceModel[]): readonly Station[] {
  const before = useRef<readonly Station[]>([]);
  return useDevicesStore((state) => {
    const now = beamPath(devices, state.readbacks);
    if (!isSamePath(before.current, now)) before.current = now;
    return before.current;
  });
}

/** Shutters tell where the beam ends, whether their blocks are in view or not. */
function Followed({ name }: { name: string }) {
  useFollowed(name);
  return null;
}

function StationMark({ station, model }: { station: Station; model: DeviceModel | undefined }) {
  const { name, condition, word, hasBeam } = station;
  const words = [name, word, hasBeam ? '' : 'no beam'].filter(Boolean).join(', ');
  return (
    <li className={`station station-${condition}`}>
      <button
        type="button"
        aria-label={words}
        title={words}
        onClick={() => showDevice(model ? shownFor(model).name : name)}
      >
        <i aria-hidden="true" />
        <span>{name}</span>
      </button>
    </li>
  );
}
