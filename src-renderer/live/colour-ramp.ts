/** Colours of a map: 256 steps, four bytes each. */
export type ColourRamp = Uint8ClampedArray;

const STEPS = 256;

/** Blends a few colours of the theme into a ramp, by the browser's own arithmetic of colours. */
export function colourRamp(colours: readonly string[]): ColourRamp {
  const canvas = document.createElement('canvas');
  canvas.width = STEPS;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new Uint8ClampedArray(STEPS * 4);
  const gradient = context.createLinearGradient(0, 0, STEPS, 0);
  colours.forEach((colour, index) => {
    gradient.addColorStop(index / Math.max(1, colours.length - 1), colour);
  });
  context.fillStyle = gradient;
  context.fillRect(0, 0, STEPS, 1);
  return context.getImageData(0, 0, STEPS, 1).data;
}

/** Colours a field of numbers; what is not a number stays transparent. Values are spread between `minimum` and `maximum`. */
export function colourPixels(
  values: ArrayLike<number>,
  minimum: number,
  maximum: number,
  ramp: ColourRamp,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  const scale = maximum > minimum ? (STEPS - 1) / (maximum - minimum) : 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const step = Math.min(STEPS - 1, Math.max(0, Math.round((value - minimum) * scale))) * 4;
    for (let channel = 0; channel < 4; channel += 1) pixels[index * 4 + channel] = ramp[step + channel] ?? 0;
  }
  return pixels;
}
