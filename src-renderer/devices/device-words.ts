import type { DeviceModel, DeviceReadback, ValueMetadata } from '#shared/contract/devices.ts';
import { DASH, formatNumber } from '../components/format-number.ts';
import type { Tone } from '../components/Tag.tsx';

/** A few words with the colour of their meaning. */
export interface Words {
  text: string;
  tone: Tone;
}

/** What the second line of a device says. */
export interface StatusWords {
  /** `set to 0.800`, `moving to 0.680`, `asked for 0.680`, `counting`. */
  main: Words;
  /** `0.02 mm left`, `0.020 mm short`. */
  rest: string;
}

/** A device that stands still counts as arrived within this many units of the last digit shown: drives have dead bands, encoders noise. */
const ARRIVED_DIGITS = 5;
const ASSUMED_PRECISION = 3;

/** A value as the device wants it shown. */
export function valueText(value: unknown, metadata: ValueMetadata | undefined): string {
  if (typeof value === 'number') {
    return formatNumber(value, metadata?.dtype === 'integer' ? (metadata.precision ?? 0) : metadata?.precision);
  }
  if (value === null || value === undefined) return DASH;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function distance(from: number, to: number, metadata: ValueMetadata | undefined): string {
  const units = metadata?.units ? ` ${metadata.units}` : '';
  return formatNumber(Math.abs(to - from), metadata?.precision) + units;
}

/** Whether a motor that stands still is where it was asked to be. */
export function hasArrived(readback: number, setpoint: number, metadata: ValueMetadata | undefined): boolean {
  return Math.abs(readback - setpoint) <= ARRIVED_DIGITS * 10 ** -(metadata?.precision ?? ASSUMED_PRECISION);
}

/** What a device does, in words. */
export function statusWords(readback: DeviceReadback, metadata: ValueMetadata | undefined): StatusWords {
  const { setpoint } = readback;
  const value = readback.readback?.value;
  const target = valueText(setpoint, metadata);
  const isNumeric = typeof value === 'number' && typeof setpoint === 'number';
  if (readback.moving) {
    return {
      main: { text: setpoint === null ? 'moving' : `moving to ${target}`, tone: 'run' },
      rest: isNumeric ? `${distance(value, setpoint, metadata)} left` : '',
    };
  }
  if (readback.activity !== 'idle' && readback.activity !== '') {
    return { main: { text: readback.activity, tone: 'run' }, rest: '' };
  }
  if (setpoint === null) return { main: { text: readback.activity, tone: 'off' }, rest: '' };
  if (isNumeric && !hasArrived(value, setpoint, metadata)) {
    return {
      main: { text: `asked for ${target}`, tone: 'wait' },
      rest: `${distance(value, setpoint, metadata)} short`,
    };
  }
  return { main: { text: `set to ${target}`, tone: 'off' }, rest: '' };
}

/** What a device did when it was heard last, in words: nobody can say whether it still does, or how far it came. */
export function lastStatusWords(readback: DeviceReadback, metadata: ValueMetadata | undefined): StatusWords {
  const { main } = statusWords(readback, metadata);
  return { main: { text: main.tone === 'run' ? `was ${main.text}` : main.text, tone: 'off' }, rest: '' };
}

/** The tag beside the name of a device: how its connection or its alarm is, `null` when nothing is out of the ordinary. */
export function conditionTag(model: DeviceModel, readback: DeviceReadback | undefined): Words | null {
  const state = readback?.state ?? model.state;
  switch (state) {
    case 'failed':
    case 'disconnected':
      return { text: state, tone: 'fault' };
    case 'building':
    case 'connecting':
      return { text: state, tone: 'wait' };
    case 'mock':
      return { text: 'mock', tone: 'sim' };
    case 'declared':
    case 'connected':
      return alarmTag(readback);
  }
}

function alarmTag(readback: DeviceReadback | undefined): Words | null {
  switch (readback?.readback?.alarm_severity) {
    case 'minor':
      return { text: 'minor alarm', tone: 'wait' };
    case 'major':
      return { text: 'major alarm', tone: 'fault' };
    case 'invalid':
      return { text: 'value invalid', tone: 'fault' };
    case 'none':
    case undefined:
      return null;
  }
}
