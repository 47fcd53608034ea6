import { expect, test, vi } from 'vitest';
import { Movable, Readable } from '../engine/protocols.ts';
import { deviceKind } from '../plan/device-kind.ts';
import { FakeDetector, FakeMotor } from '../plan/testing/fake-devices.ts';
import { fakeResolver } from '../plan/testing/fake-resolver.ts';
import { RememberingResolver } from './remembering-resolver.ts';

test('looks once for each protocol which devices fit, and gives everybody a list of their own', () => {
  const devices = fakeResolver({ det: new FakeDetector('det'), motor: new FakeMotor('motor') });
  const names = vi.spyOn(devices, 'names');
  const resolver = new RememberingResolver(devices);

  resolver.names(deviceKind([Readable])).push('mine');
  expect(resolver.names(deviceKind([Readable]))).toEqual(['det', 'motor']);
  expect(resolver.names(deviceKind([Movable]))).toEqual(['motor']);
  expect(resolver.names(deviceKind([Movable]))).toEqual(['motor']);
  expect(names).toHaveBeenCalledTimes(2);
});
