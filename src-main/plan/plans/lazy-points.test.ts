import { expect, test } from 'vitest';
import { FakeDetector, FakeMotor } from '../testing/fake-devices.ts';
import { gridScan } from './grid-scan.ts';

test('a grid of a million points is not made before it is scanned', () => {
  const x = new FakeMotor('x');
  let asked = 0;
  const axes = [x, new FakeMotor('y')].map((motor) => ({ motor, start: 0, stop: 1, num: 1000 }));
  const plan = gridScan([new FakeDetector('det')], axes);
  const before = process.memoryUsage().heapUsed;
  for (let next = plan.next(); !next.done && asked < 10; next = plan.next()) if (next.value.command === 'save') asked++;
  expect(asked).toBe(10);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
});
