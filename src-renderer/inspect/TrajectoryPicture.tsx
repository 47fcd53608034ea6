import { useState } from 'react';
import type { AxisTravel, Trajectory } from '#shared/contract/inspect.ts';
import { formatNumber } from '../components/format-number.ts';
import { Pick } from '../components/Pick.tsx';
import { type Extent, trajectoryPath } from './trajectory-path.ts';

/** Units of the drawing, not of the screen: it takes whatever room there is. */
const WIDTH = 600;
const HEIGHT = 240;
const MARGIN = 8;
/** So many points can be told apart. */
const DOTS = 600;

/** The path of two axes through the points of the plan: where it begins is a ring. */
export function TrajectoryPicture({ trajectory, axes }: { trajectory: Trajectory; axes: readonly AxisTravel[] }) {
  const names = trajectory.axes;
  // Of a grid the last axis is the fastest: it goes across.
  const [across, setAcross] = useState(names[1] ?? '');
  const [up, setUp] = useState(names[0] ?? '');
  const path = trajectoryPath(trajectory, names.indexOf(across), names.indexOf(up));
  const options = names.map((name) => ({ id: name, label: name }));
  const range = (name: string, extent: Extent): string => {
    const axis = axes.find(({ device }) => device === name);
    const number = (value: number) => formatNumber(value, axis?.precision);
    return `${number(extent.low)} … ${number(extent.high)}${axis?.units ? ` ${axis.units}` : ''}`;
  };
  return (
    <figure className="trajectory">
      <figcaption>
        <Pick name="Axis that goes up" options={options} selected={up} onPick={setUp} />
        {path ? <span>{range(up, path.up)}</span> : null}
        <span>against</span>
        <Pick name="Axis that goes across" options={options} selected={across} onPick={setAcross} />
        {path ? <span>{range(across, path.across)}</span> : null}
        {trajectory.every > 1 ? <span>one point of {formatNumber(trajectory.every, 0)} is drawn</span> : null}
      </figcaption>
      {path ? (
        <Drawing places={path.places} label={`Path of ${up} against ${across}`} />
      ) : (
        <p>They never move together.</p>
      )}
    </figure>
  );
}

function Drawing({ places, label }: { places: readonly { x: number; y: number }[]; label: string }) {
  const drawn = places.map(({ x, y }) => [MARGIN + x * (WIDTH - 2 * MARGIN), MARGIN + (1 - y) * (HEIGHT - 2 * MARGIN)]);
  const line = drawn.map((place) => place.map((value) => (value ?? 0).toFixed(1)).join(',')).join(' ');
  const [first] = drawn;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline points={line} />
      {drawn.length <= DOTS
        ? // biome-ignore lint/suspicious/noArrayIndexKey: the points have no other identity, and never change places
          drawn.map(([x, y], index) => <circle key={index} cx={x} cy={y} r={2} />)
        : null}
      {first ? <circle className="trajectory-start" cx={first[0]} cy={first[1]} r={5} /> : null}
    </svg>
  );
}
