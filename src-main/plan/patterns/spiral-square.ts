import type { Movable } from '../../engine/protocols.ts';
import { type Cycler, cycler } from './cycler.ts';

export interface SpiralSquarePattern {
  readonly xMotor: Movable;
  readonly yMotor: Movable;
  /** The middle, in the motors' units. */
  readonly xCenter: number;
  readonly yCenter: number;
  /** Whole widths. */
  readonly xRange: number;
  readonly yRange: number;
  /** Points along each, two at least. */
  readonly xNum: number;
  readonly yNum: number;
}

/** Columns and rows, in steps from the middle. */
type Cell = readonly [column: number, row: number];

/** All points of a grid, from the middle outwards along the sides of growing squares. */
export function spiralSquarePattern(pattern: SpiralSquarePattern): Cycler {
  const { xMotor, yMotor, xCenter, yCenter, xRange, yRange, xNum, yNum } = pattern;
  // An even number of points has no middle one: the spiral starts half a step beside it.
  const xOffset = xNum % 2 === 0 ? 0.5 : 0;
  const yOffset = yNum % 2 === 0 ? -0.5 : 0;
  const xStep = xRange / (xNum - 1);
  const yStep = yRange / (yNum - 1);
  const x: number[] = [];
  const y: number[] = [];
  for (const [column, row] of cells(xNum, yNum, xOffset, yOffset)) {
    x.push(xCenter - xStep * xOffset + xStep * column);
    y.push(yCenter - yStep * yOffset + yStep * row);
  }
  return cycler(xMotor, x).plus(cycler(yMotor, y));
}

function* cells(xNum: number, yNum: number, xOffset: number, yOffset: number): Generator<Cell> {
  const inColumns = (column: number) => Math.abs(column - xOffset) < xNum / 2;
  const inRows = (row: number) => Math.abs(row - yOffset) < yNum / 2;
  let left = xNum * yNum - 1;
  yield [0, 0];
  for (let ring = 1; ring < Math.max(xNum, yNum) && left > 0; ring++) {
    for (const [column, row] of square(ring)) {
      if (left > 0 && inColumns(column) && inRows(row)) {
        left--;
        yield [column, row];
      }
    }
  }
}

/** The outline of the square with `ring` steps from its middle to its sides: down the right, along the bottom, up the left, along the top. */
function* square(ring: number): Generator<Cell> {
  for (let n = ring - 1; n >= -ring; n--) yield [ring, n];
  for (let n = ring - 1; n >= -ring; n--) yield [n, -ring];
  for (let n = -ring + 1; n <= ring; n++) yield [-ring, n];
  for (let n = -ring + 1; n <= ring; n++) yield [n, ring];
}
