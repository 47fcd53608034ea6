import { describe, expect, it } from 'vitest';
import { colourPixels } from './colour-ramp.ts';
import { imageFrame } from './image-frame.ts';

describe('imageFrame', () => {
  it('reads rows of numbers with their range', () => {
    const frame = imageFrame([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(frame).toMatchObject({ width: 3, height: 2, minimum: 1, maximum: 6 });
    expect([...(frame?.values ?? [])]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('takes the last of a stack of frames', () => {
    expect([...(imageFrame([[[1]], [[7]]])?.values ?? [])]).toEqual([7]);
  });

  it('has gaps where a row is short', () => {
    expect([...(imageFrame([[1, 2], [3]])?.values ?? [])]).toEqual([1, 2, 3, Number.NaN]);
  });

  it.each([[null], [5], [[1, 2]], [[]], [{}]])('is no picture: %j', (value) => {
    expect(imageFrame(value)).toBeNull();
  });
});

describe('colourPixels', () => {
  const ramp = Uint8ClampedArray.from({ length: 1024 }, (_, index) => (index % 4 === 3 ? 255 : Math.floor(index / 4)));

  it('spreads values over the ramp and leaves gaps transparent', () => {
    expect([...colourPixels([0, 10, Number.NaN], 0, 10, ramp)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0]);
  });

  it('holds what lies beyond the range at its ends, and a constant at its start', () => {
    expect(colourPixels([20], 0, 10, ramp)[0]).toBe(255);
    expect(colourPixels([5], 5, 5, ramp)[0]).toBe(0);
  });
});
