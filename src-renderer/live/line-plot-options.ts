import type uPlot from 'uplot';
import { xRange, yRange } from './axis-range.ts';
import type { PlannedRange } from './planned-range.ts';
import type { RunField } from './run-field.ts';
import type { ThemeTokens } from './theme-tokens.ts';
import { tickLabels } from './tick-labels.ts';

/** What is the same from frame to frame: another one makes another plot. */
export interface LinePlotFrame {
  x: RunField;
  y: RunField;
  isLine: boolean;
  planned: PlannedRange | undefined;
}

/** Above this many points a mark at each of them would hide the line. */
const MOST_MARKS = 400;
const LINE_WIDTH = 1.8;
const MARK_SIZE = 6;
const MARK_WIDTH = 1.4;
const AXIS_GAP = 8;
const LABEL_SIZE = 20;
/** Height of the marks of the horizontal axis. */
const MARKS_SIZE = 26;
const TOP_PADDING = 14;

/** `stage.x (mm)`. */
export function axisTitle(field: RunField): string {
  return field.units ? `${field.label} (${field.units})` : field.label;
}

function axisStyle(tokens: ThemeTokens): uPlot.Axis {
  const font = `${tokens.fontSize}px ${tokens.font}`;
  return {
    stroke: tokens.textDim,
    font,
    labelFont: `500 ${font}`,
    labelSize: LABEL_SIZE,
    gap: AXIS_GAP,
    grid: { stroke: tokens.grid, width: 1 },
    ticks: { show: false },
    values: (_plot, splits, _axis, _space, step) => tickLabels(splits, step),
  };
}

/** Width of the longest label of the vertical axis, so that large numbers are not cut off. */
function labelWidth(plot: uPlot, labels: string[] | null): number {
  const longest = (labels ?? []).reduce((a, b) => (b.length > a.length ? b : a), '');
  return Math.ceil(plot.ctx.measureText(longest).width / devicePixelRatio) + 2 * AXIS_GAP;
}

function markNewest(plot: uPlot, newest: { x: number; y: number } | null, tokens: ThemeTokens): void {
  if (!newest || !Number.isFinite(newest.x) || !Number.isFinite(newest.y)) return;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(newest.x, 'x', true);
  const y = plot.valToPos(newest.y, 'y', true);
  ctx.save();
  ctx.strokeStyle = tokens.text;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.fillStyle = tokens.series;
  ctx.beginPath();
  ctx.arc(x, y, (MARK_SIZE / 2 + 1) * devicePixelRatio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}

/** Callbacks of a plot. */
export interface LinePlotHooks {
  /** The point to be marked as the newest, in data units; `null` for none. */
  newest(): { x: number; y: number } | null;
  /** The row under the pointer, `null` when there is none. */
  onCursor(row: number | null): void;
}

/** Options of uPlot for one pair of axes in one theme. */
export function linePlotOptions(
  frame: LinePlotFrame,
  tokens: ThemeTokens,
  size: { width: number; height: number },
  hooks: LinePlotHooks,
): uPlot.Options {
  const style = axisStyle(tokens);
  return {
    ...size,
    padding: [TOP_PADDING, TOP_PADDING, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: MARK_SIZE + 2, fill: tokens.series } },
    scales: {
      x: { time: false, range: (_plot, low, high) => xRange(low, high, frame.planned) },
      y: { range: (_plot, low, high) => yRange(low, high) },
    },
    axes: [
      { ...style, label: axisTitle(frame.x), size: MARKS_SIZE },
      { ...style, label: axisTitle(frame.y), size: labelWidth },
    ],
    series: [
      {},
      {
        stroke: tokens.series,
        width: LINE_WIDTH,
        ...(!frame.isLine && { paths: () => null }),
        points: {
          show: (plot) => !frame.isLine || plot.data[0].length <= MOST_MARKS,
          size: MARK_SIZE,
          width: MARK_WIDTH,
          stroke: tokens.series,
          fill: tokens.surface,
        },
      },
    ],
    hooks: {
      draw: [(plot) => markNewest(plot, hooks.newest(), tokens)],
      setCursor: [(plot) => hooks.onCursor(plot.cursor.idx ?? null)],
    },
  };
}
