import { describe, expect, it } from 'vitest';
import { deviceReadback } from './testing/device-builders.ts';
import { isStale } from './value-age.ts';

const said = (timestamp: number, over = {}) =>
  deviceReadback('stage.x', { readback: { value: 1, timestamp, alarm_severity: 'none' }, ...over });

describe('isStale', () => {
  it('trusts a device that rests, however long it has been silent', () => {
    expect(isStale(said(0), true, 86_400)).toBe(false);
  });
  it('does not trust one that moves or counts and says nothing', () => {
    expect(isStale(said(0, { moving: true }), true, 9)).toBe(false);
    expect(isStale(said(0, { moving: true }), true, 11)).toBe(true);
    expect(isStale(said(0, { activity: 'counting' }), true, 11)).toBe(true);
  });
  it('does not trust what a lost device or a lost host said last', () => {
    expect(isStale(said(0, { state: 'disconnected' }), true, 1)).toBe(true);
    expect(isStale(said(0), false, 1)).toBe(true);
    expect(isStale(said(0, { state: 'mock' }), true, 1)).toBe(false);
  });
});
