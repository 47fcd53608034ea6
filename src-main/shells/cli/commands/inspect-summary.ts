import type { AxisTravel, DeviceUse, Duration, InspectReport } from '#shared/contract/index.ts';
import { alignColumns } from '../align-columns.ts';

/** A report as lines of text; `now` is when the plan would begin. */
export function inspectSummary(report: InspectReport, now: Date): string[] {
  return [
    headline(report),
    ...durationLines(report, now),
    ...(report.cut === null ? [] : [`cut off: ${report.cut}; all that follows is of the part before`]),
    pauseLine(report),
    ...section('axes', alignColumns(axisRows(report.axes))),
    ...section('devices', alignColumns(report.devices.map(deviceRow))),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function headline({ name, points, runs, messages, is_estimate, streams }: InspectReport): string {
  const others = Object.entries(streams).filter(([stream]) => stream !== 'primary');
  const events = others.map(([stream, count]) => `, ${count} in ${stream}`).join('');
  const line = `${name}: ${plural(points, 'point')}${events} in ${plural(runs, 'run')}, ${plural(messages, 'message')}`;
  return is_estimate ? `${line} (an estimate: what it does depends on what it measures)` : line;
}

function durationLines({ duration, cut }: InspectReport, now: Date): string[] {
  const { expected_s, band, basis, unknown } = duration;
  if (unknown.length > 0 && basis === 'devices' && !band) {
    const least = inWords(expected_s);
    return [least === inWords(0) ? 'nobody knows how long it takes' : `takes at least ${least}`, ...parts(duration)];
  }
  const end = new Date(now.getTime() + expected_s * 1000);
  const spread = band ? `, between ${inWords(band.low_s)} and ${inWords(band.high_s)} by earlier runs` : '';
  const source = basis === 'runs' ? ' as earlier runs did' : '';
  const takes = `takes ${cut === null ? '' : 'at least '}${inWords(expected_s)}${source}${spread}; would end at ${clock(end, now)}`;
  return [takes, ...parts(duration)];
}

function parts({ live_s, moving_s, waiting_s, other_s, unknown, learned }: Duration): string[] {
  const spent = `  live ${inWords(live_s)}, dead ${inWords(moving_s + waiting_s + other_s)}: moving ${inWords(moving_s)}, waiting ${inWords(waiting_s)}`;
  const runs =
    learned &&
    `  ${plural(learned.runs, 'earlier run')}: ${rounded(learned.per_point_s)} s a point (${rounded(learned.low_per_point_s)} to ${rounded(learned.high_per_point_s)})`;
  return [
    spent,
    ...(unknown.length > 0 ? [`  without the time of ${unknown.join(', ')}: nobody knows it`] : []),
    ...(runs ? [runs] : []),
  ];
}

function pauseLine({ pauses }: InspectReport): string {
  if (pauses.checkpoints === 0) return 'has no checkpoints: a resume would begin it anew';
  const where = pauses.at_every_point ? 'at every point' : `at ${plural(pauses.checkpoints, 'checkpoint')}`;
  return `can be paused ${where}; a resume does at most ${plural(pauses.replayed_messages, 'message')} again, ${plural(pauses.replayed_moves, 'move')} among them`;
}

function axisRows(axes: readonly AxisTravel[]): string[][] {
  if (axes.length === 0) return [];
  return [['axis', 'travel', 'start', 'minimum', 'maximum', 'limits', ''], ...axes.map(axisRow)];
}

function axisRow(axis: AxisTravel): string[] {
  const { device, units, travel, start, minimum, maximum, limits, violations } = axis;
  const digits = axis.precision ?? 6;
  const number = (value: number): string => String(Number(value.toFixed(digits)));
  const range = limits
    ? `${limits.low === null ? '-∞' : number(limits.low)} ... ${limits.high === null ? '∞' : number(limits.high)}`
    : 'not known';
  return [
    device,
    `${number(travel)}${units ? ` ${units}` : ''}`,
    start === null ? '-' : number(start),
    number(minimum),
    number(maximum),
    range,
    violations > 0 ? `VIOLATED ${plural(violations, 'time')}` : '',
  ];
}

function deviceRow({ device, staged, moves, triggers, reads, exposure_s, state, error }: DeviceUse): string[] {
  const does = [
    staged ? 'staged' : '',
    moves > 0 ? `moved ${plural(moves, 'time')}` : '',
    triggers > 0
      ? `triggered ${plural(triggers, 'time')}${exposure_s === undefined ? '' : ` for ${rounded(exposure_s)} s`}`
      : '',
    reads > 0 ? `read ${plural(reads, 'time')}` : '',
  ].filter(Boolean);
  const isThere = state === undefined || state === 'connected' || state === 'mock';
  return [device, does.join(', '), isThere ? '' : (error ?? 'not connected now')];
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function rounded(seconds: number): string {
  return String(Number(seconds.toPrecision(3)));
}

/** `0.2 s`, `1 min 3 s`, `2 h 5 min`. */
function inWords(seconds: number): string {
  if (seconds < 0.0005) return '0 s';
  if (seconds < 60) return `${seconds < 10 ? rounded(seconds) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The time of day, with the date where it is another day. */
function clock(end: Date, now: Date): string {
  const time = end.toTimeString().slice(0, 8);
  return end.toDateString() === now.toDateString() ? time : `${time} on ${end.toDateString()}`;
}
