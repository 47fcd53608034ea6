/** A picture as rows of numbers, the first row on top. */
export interface ImageFrame {
  width: number;
  height: number;
  values: Float64Array;
  minimum: number;
  maximum: number;
}

/** Frames of event documents come as `[rows][columns]` or `[1][rows][columns]`; anything else is no picture. */
function rowsOf(value: unknown): unknown[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const first: unknown = value[0];
  if (!Array.isArray(first)) return null;
  return Array.isArray(first[0]) ? rowsOf(value.at(-1)) : value;
}

/** Reads a two-dimensional frame from an event; `null` where the value is none. Of a stack of frames the last is taken. */
export function imageFrame(value: unknown): ImageFrame | null {
  const rows = rowsOf(value);
  const first = rows?.[0];
  if (!rows || !Array.isArray(first)) return null;
  const [height, width] = [rows.length, first.length];
  const values = new Float64Array(width * height).fill(Number.NaN);
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  rows.forEach((row, y) => {
    if (!Array.isArray(row)) return;
    for (let x = 0; x < width; x += 1) {
      const number: unknown = row[x];
      if (typeof number !== 'number') continue;
      values[y * width + x] = number;
      minimum = Math.min(minimum, number);
      maximum = Math.max(maximum, number);
    }
  });
  return { width, height, values, minimum, maximum };
}
