import type { AxisTravel } from '#shared/contract/inspect.ts';
import { Num } from '../components/Num.tsx';
import { Tag } from '../components/Tag.tsx';
import { TravelBar } from './TravelBar.tsx';

/** How far each axis goes, against its limits. */
export function AxesTable({ axes }: { axes: readonly AxisTravel[] }) {
  return (
    <table className="table">
      <caption className="sr-only">How far each axis goes</caption>
      <thead>
        <tr>
          <th scope="col" className="left">
            Axis, between its limits
          </th>
          <th scope="col">Starts at</th>
          <th scope="col">Minimum</th>
          <th scope="col">Maximum</th>
          <th scope="col">Travel</th>
          <th scope="col">Moves</th>
          <th scope="col" className="left">
            Limits
          </th>
        </tr>
      </thead>
      <tbody>
        {axes.map((axis) => (
          <tr key={axis.device}>
            <td className="left">
              <TravelBar axis={axis} />
            </td>
            <Cell value={axis.start} axis={axis} />
            <Cell value={axis.minimum} axis={axis} />
            <Cell value={axis.maximum} axis={axis} />
            <Cell value={axis.travel} axis={axis} />
            <td>
              <Num value={axis.moves} precision={0} />
            </td>
            <td className="left">
              <Kept axis={axis} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ value, axis: { precision, units } }: { value: number | null; axis: AxisTravel }) {
  return (
    <td>
      <Num value={value} precision={precision} units={units} />
    </td>
  );
}

function Kept({ axis: { violations, limits } }: { axis: AxisTravel }) {
  if (violations > 0) return <Tag tone="fault">violated</Tag>;
  return limits ? 'kept' : 'not known';
}
