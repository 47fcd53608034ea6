import { useMemo } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import type { RunData } from '../stores/run-data.ts';
import type { RunStream } from '../stores/run-stream.ts';
import { AxisPicker } from './AxisPicker.tsx';
import { type GridMap, gridMap, mapAxis } from './grid-map.ts';
import { axisTitle } from './line-plot-options.ts';
import { pickAxis } from './live-store.ts';
import { PixelCanvas } from './PixelCanvas.tsx';
import { plannedRange } from './planned-range.ts';
import { quantity } from './plot-summary.ts';
import { RampKey } from './RampKey.tsx';
import type { RunField } from './run-field.ts';
import { runNumbers } from './run-numbers.ts';
import type { RunAxes } from './use-run-axes.ts';

interface MapViewProps {
  run: RunData;
  stream: RunStream;
  axes: RunAxes;
  version: number;
}

function buildMap(run: RunData, stream: RunStream, x: RunField, y: RunField, value: RunField): GridMap | null {
  const [xs, ys] = [runNumbers(run, stream, x.key), runNumbers(run, stream, y.key)];
  const xAxis = mapAxis(xs, plannedRange(run.start, x.key, xs));
  const yAxis = mapAxis(ys, plannedRange(run.start, y.key, ys));
  return xAxis && yAxis ? gridMap(xAxis, yAxis, { xs, ys, values: runNumbers(run, stream, value.key) }) : null;
}

/** The rows of a picture run downwards, those of a map upwards. */
function fromTop(map: GridMap): Float64Array {
  const flipped = new Float64Array(map.values.length);
  for (let row = 0; row < map.y.count; row += 1) {
    flipped.set(map.values.subarray(row * map.x.count, (row + 1) * map.x.count), (map.y.count - 1 - row) * map.x.count);
  }
  return flipped;
}

/** Map of a scan over two motors: the fast one across, the slow one up. */
export function MapView({ run, stream, axes, version }: MapViewProps) {
  const { choice, fields, dimensions } = axes;
  const y = axes.field(choice.dimensions[0] ?? '');
  const x = axes.field(choice.dimensions[1] ?? '');
  const value = axes.field(choice.y ?? '');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns grow in place, `version` tells when
  const map = useMemo(
    () => (x && y && value ? buildMap(run, stream, x, y, value) : null),
    [run, stream, x, y, value, version],
  );
  if (!map || !x || !y || !value) {
    return <EmptyState title="No map">A map needs a scan over two motors; run grid_scan.</EmptyState>;
  }
  const summary = `Map of ${value.label} over ${x.label} and ${y.label}: ${map.filled} of ${map.values.length} cells measured`;
  return (
    <>
      <div className="axis-bar">
        <AxisPicker
          name="Mapped field"
          fields={fields.filter((field) => field.kind === 'number' && !choice.dimensions.includes(field.key))}
          selected={value.key}
          onPick={(key) => pickAxis(dimensions, { y: key })}
        />
        over {x.label} and {y.label}
      </div>
      <div className="plot map">
        <span className="map-y">{axisTitle(y)}</span>
        <span className="map-y-high">{quantity(map.y.high, y)}</span>
        <span className="map-y-low">{quantity(map.y.low, y)}</span>
        <div className="map-field">
          <PixelCanvas
            width={map.x.count}
            height={map.y.count}
            values={fromTop(map)}
            minimum={map.minimum}
            maximum={map.maximum}
            summary={summary}
          />
        </div>
        <span className="map-x">
          <span>{quantity(map.x.low, x)}</span>
          <b>{axisTitle(x)}</b>
          <span>{quantity(map.x.high, x)}</span>
        </span>
        {map.filled > 0 ? <RampKey field={value} minimum={map.minimum} maximum={map.maximum} /> : null}
      </div>
    </>
  );
}
