import { useMemo } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import type { RunData } from '../stores/run-data.ts';
import type { RunStream } from '../stores/run-stream.ts';
import { useLostSince } from '../stores/use-lost-since.ts';
import { AxisPicker } from './AxisPicker.tsx';
import { LinePlot } from './LinePlot.tsx';
import { lineData } from './line-data.ts';
import type { LinePlotModel } from './line-plot-view.ts';
import { pickAxis } from './live-store.ts';
import { peakStatistics } from './peak-statistics.ts';
import { type PlannedRange, plannedRange } from './planned-range.ts';
import { plotSummary } from './plot-summary.ts';
import { POINT_FIELD, pointField, type RunField, TIME_FIELD, timeField } from './run-field.ts';
import { runNumbers } from './run-numbers.ts';
import { StatisticsBox } from './StatisticsBox.tsx';
import { standsOut } from './stands-out.ts';
import type { RunAxes } from './use-run-axes.ts';

interface LineViewProps {
  run: RunData;
  stream: RunStream;
  axes: RunAxes;
  version: number;
}

/** Plot of one field of a run against another, with the choice of both. */
export function LineView({ run, stream, axes, version }: LineViewProps) {
  const { choice, fields, dimensions } = axes;
  const x = axes.field(choice.x);
  const y = choice.y === null ? undefined : axes.field(choice.y);
  if (!x || !y) return <EmptyState title="Nothing to draw">This run holds no numbers; see the table.</EmptyState>;
  const numbers = fields.filter((field) => field.kind === 'number');
  return (
    <>
      <div className="axis-bar">
        <AxisPicker
          name="Vertical axis"
          fields={numbers}
          selected={y.key}
          onPick={(key) => pickAxis(dimensions, { y: key })}
          hasKey
        />
        against
        <AxisPicker
          name="Horizontal axis"
          fields={[...numbers, timeField, pointField]}
          selected={x.key}
          onPick={(key) => pickAxis(dimensions, { x: key })}
        />
      </div>
      <Plot run={run} stream={stream} x={x} y={y} version={version} />
    </>
  );
}

/** The numbers of all points that the plan has announced. */
function plannedPoints(run: RunData): PlannedRange | undefined {
  return run.numPoints === undefined ? undefined : { low: 1, high: run.numPoints, count: run.numPoints };
}

function usePlot(run: RunData, stream: RunStream, x: RunField, y: RunField, version: number) {
  const isLost = useLostSince() !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns grow in place, `version` tells when
  return useMemo(() => {
    const [xs, ys] = [runNumbers(run, stream, x.key), runNumbers(run, stream, y.key)];
    const data = lineData(xs, ys);
    const last = xs.length - 1;
    const newest = last < 0 ? null : { x: xs[last] ?? Number.NaN, y: ys[last] ?? Number.NaN };
    const hasPeak = x.key !== TIME_FIELD && x.key !== POINT_FIELD && data.isLine;
    // Where a run that goes on is now, or where one that failed stopped.
    const isMarked = run.stop === null ? !isLost : run.stop.exit_status !== 'success';
    const model: LinePlotModel = {
      x,
      y,
      data,
      planned: x.key === POINT_FIELD ? plannedPoints(run) : plannedRange(run.start, x.key, xs),
      newest: isMarked ? newest : null,
    };
    const peak = hasPeak ? peakStatistics(data.xs, data.ys) : null;
    return { model, newest, peak: peak && standsOut(peak, data.ys) ? peak : null };
  }, [run, stream, x, y, version, isLost]);
}

interface PlotProps extends Omit<LineViewProps, 'axes'> {
  x: RunField;
  y: RunField;
}

function Plot({ run, stream, x, y, version }: PlotProps) {
  const { model, newest, peak } = usePlot(run, stream, x, y, version);
  const isLost = useLostSince() !== undefined;
  const { xs } = model.data;
  const middle = ((model.planned?.low ?? xs[0] ?? 0) + (model.planned?.high ?? xs.at(-1) ?? 0)) / 2;
  return (
    <div className="plot">
      <LinePlot model={model} summary={plotSummary(x, y, xs.length, newest, peak)} />
      {peak?.centreOfMass != null ? (
        <StatisticsBox peak={peak} x={x} side={peak.maximumX > middle ? 'left' : 'right'} />
      ) : null}
      {xs.length === 0 ? (
        <div className="plot-note">{isLost ? 'No point had come' : 'Waiting for the first point'}</div>
      ) : null}
    </div>
  );
}
