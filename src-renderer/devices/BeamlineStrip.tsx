import { type CSSProperties, Fragment, useRef } from 'react';
import type { DeviceModel } from '#shared/contract/devices.ts';
import { useDevicesStore } from '../stores/devices-store.ts';
import { showDevice } from '../stores/focus-store.ts';
import { useFollowed } from '../stores/use-readback.ts';
import { useUnreachableReason } from '../stores/use-unreachable-reason.ts';
import { beamPath, isSamePath, isShutter, type Station } from './beam-path.ts';
import { shownFor } from './device-rows.ts';

/** Room of the names in the panel as it is at first, and of one letter of a name, in CSS pixels. */
const NAMES_WIDTH = 340;
const LETTER_WIDTH = 5.5;
const MOST_LINES = 3;

/** On how many lines the names stand, in turn, so that the longest has room beside its neighbours on the same line. */
function linesFor(stations: readonly Station[]): number {
  const longest = Math.max(0, ...stations.map(({ name }) => name.length)) * LETTER_WIDTH;
  return Math.min(MOST_LINES, Math.max(1, Math.ceil((longest * stations.length) / NAMES_WIDTH)));
}

/** Devices in the order of the beam; the line between them is dotted where no beam arrives. */
export function BeamlineStrip({ devices }: { devices: readonly DeviceModel[] }) {
  const stations = useStations(devices);
  const lines = linesFor(stations);
  const isOld = useUnreachableReason() !== undefined;
  return (
    <ol
      className={isOld ? 'beamline beamline-old' : 'beamline'}
      aria-label="Beamline"
      style={{ '--stations': stations.length, '--lines': lines } as CSSProperties}
    >
      {devices.filter(isShutter).map((shutter) => (
        <Followed key={shutter.name} name={shutter.name} />
      ))}
      {stations.map((station, index) => (
        <Fragment key={station.name}>
          {index > 0 ? <li className={station.hasBeam ? 'beam' : 'beam beam-off'} aria-hidden="true" /> : null}
          <StationMark station={station} model={devices[index]} line={index % lines} isOld={isOld} />
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

interface StationMarkProps {
  station: Station;
  model: DeviceModel | undefined;
  /** The line of its name, from 0. */
  line: number;
  /** Nobody knows how it is now. */
  isOld: boolean;
}

function StationMark({ station, model, line, isOld }: StationMarkProps) {
  const { name, condition, word, hasBeam } = station;
  const words = isOld ? `${name}, no connection` : [name, word, hasBeam ? '' : 'no beam'].filter(Boolean).join(', ');
  return (
    <li className={`station station-${condition}`} style={{ '--line-of-name': line } as CSSProperties}>
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
