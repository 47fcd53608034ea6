import type { SimRandom } from './sim-random.ts';

/** How the spot looks on a detector. */
export interface SpotOptions {
  readonly shape: readonly [rows: number, columns: number];
  /** Pixels that the spot moves when the sample moves by one mm. */
  readonly pixelsPerMm: number;
  /** Standard deviation of the spot, in pixels. */
  readonly widthPixels: number;
}

/** Light on the pixels of a detector: a spot that moves with the sample, on an even background. Gathers what is expected, then draws counts. */
export class SpotPattern {
  readonly #options: SpotOptions;
  readonly #expected: Float64Array;

  constructor(options: SpotOptions) {
    this.#options = options;
    this.#expected = new Float64Array(options.shape[0] * options.shape[1]);
  }

  /** Forgets the light of the last exposure. */
  clear(): void {
    this.#expected.fill(0);
  }

  /** Adds `counts` in the spot, with the sample at `x`, `y` (mm from where the spot is in the middle), and `background` counts on every pixel. */
  add(counts: number, background: number, { x, y }: { readonly x: number; readonly y: number }): void {
    const { shape, pixelsPerMm, widthPixels } = this.#options;
    const [rows, columns] = shape;
    const inRows = profile(rows, rows / 2 + y * pixelsPerMm, widthPixels);
    const inColumns = profile(columns, columns / 2 + x * pixelsPerMm, widthPixels);
    for (let row = 0; row < rows; row += 1) {
      const inRow = counts * (inRows[row] ?? 0);
      for (let column = 0; column < columns; column += 1) {
        const pixel = row * columns + column;
        this.#expected[pixel] = (this.#expected[pixel] ?? 0) + background + inRow * (inColumns[column] ?? 0);
      }
    }
  }

  /** Counts of every pixel, row by row, with the noise of counting; 65,535 at most. */
  draw(random: SimRandom): Uint16Array<ArrayBuffer> {
    return Uint16Array.from(this.#expected, (mean) => Math.min(65_535, random.poisson(mean)));
  }
}

/** A normal distribution over `length` pixels around `centre`; the sum is 1 where it lies inside. */
function profile(length: number, centre: number, width: number): number[] {
  const norm = width * Math.sqrt(2 * Math.PI);
  return Array.from({ length }, (_, pixel) => Math.exp(-(((pixel - centre) / width) ** 2) / 2) / norm);
}
