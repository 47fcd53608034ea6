import { describe, expect, it } from 'vitest';
import { conditionTag, hasArrived, lastStatusWords, statusWords, valueText } from './device-words.ts';
import { deviceModel, deviceReadback, motorModel } from './testing/device-builders.ts';

const mm = motorModel('stage.x').value!;
const at = (value: number, over = {}) =>
  deviceReadback('stage.x', { readback: { value, timestamp: 0, alarm_severity: 'none' }, ...over });

describe('statusWords', () => {
  it('says where a motor goes and how far that is', () => {
    expect(statusWords(at(0.66, { moving: true, activity: 'moving', setpoint: 0.68 }), mm)).toEqual({
      main: { text: 'moving to 0.680', tone: 'run' },
      rest: '0.020 mm left',
    });
  });

  it('says what it was set to once it is there', () => {
    expect(statusWords(at(0.8002, { setpoint: 0.8 }), mm)).toEqual({
      main: { text: 'set to 0.800', tone: 'off' },
      rest: '',
    });
  });

  it('says how far it stands from what it was asked for', () => {
    expect(statusWords(at(0.66, { setpoint: 0.68 }), mm)).toEqual({
      main: { text: 'asked for 0.680', tone: 'wait' },
      rest: '0.020 mm short',
    });
  });

  it('says of what was going on when it was heard last only that it was', () => {
    const moving = at(0.66, { moving: true, activity: 'moving', setpoint: 0.68 });
    expect(lastStatusWords(moving, mm)).toEqual({ main: { text: 'was moving to 0.680', tone: 'off' }, rest: '' });
    expect(lastStatusWords(at(0.8, { setpoint: 0.8 }), mm).main.text).toBe('set to 0.800');
  });

  it('says what a detector does', () => {
    expect(statusWords(deviceReadback('det', { activity: 'counting' }), undefined).main).toEqual({
      text: 'counting',
      tone: 'run',
    });
    expect(statusWords(deviceReadback('det'), undefined).main).toEqual({ text: 'idle', tone: 'off' });
  });

  it('names a choice that is being made', () => {
    const shutter = deviceReadback('shutter', {
      moving: true,
      setpoint: 'open',
      readback: { value: 'closed', timestamp: 0, alarm_severity: 'none' },
    });
    expect(statusWords(shutter, undefined)).toEqual({ main: { text: 'moving to open', tone: 'run' }, rest: '' });
  });
});

describe('hasArrived', () => {
  it('allows a few units of the last digit', () => {
    expect(hasArrived(0.804, 0.8, mm)).toBe(true);
    expect(hasArrived(0.81, 0.8, mm)).toBe(false);
  });
});

describe('conditionTag', () => {
  it('puts the connection before the alarm, and is silent when all is well', () => {
    const alarmed = at(1, { readback: { value: 1, timestamp: 0, alarm_severity: 'major' } });
    expect(conditionTag(deviceModel('det'), alarmed)).toEqual({ text: 'major alarm', tone: 'fault' });
    expect(conditionTag(deviceModel('det'), { ...alarmed, state: 'disconnected' })).toEqual({
      text: 'disconnected',
      tone: 'fault',
    });
    expect(conditionTag(deviceModel('det'), at(1))).toBeNull();
    expect(conditionTag(deviceModel('det', { state: 'failed' }), undefined)).toEqual({ text: 'failed', tone: 'fault' });
  });
});

describe('valueText', () => {
  it('shows counts without digits and nothing as a dash', () => {
    expect(valueText(14_203, { field: 'det', dtype: 'integer', shape: [] })).toBe('14\u2009203');
    expect(valueText(null, mm)).toBe('\u2014');
    expect(valueText('open', undefined)).toBe('open');
  });
});
