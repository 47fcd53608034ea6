import uPlot from 'uplot';
import type { LineData } from './line-data.ts';
import { type LinePlotFrame, linePlotOptions } from './line-plot-options.ts';
import { onThemeChange, readThemeTokens } from './theme-tokens.ts';

/** All that a plot shows. */
export interface LinePlotModel extends Omit<LinePlotFrame, 'isLine'> {
  data: LineData;
  /** Where the newest point is to be marked. */
  newest: { x: number; y: number } | null;
}

function isSameFrame(a: LinePlotModel, b: LinePlotModel): boolean {
  return (
    a.x.key === b.x.key &&
    a.y.key === b.y.key &&
    a.x.units === b.x.units &&
    a.y.units === b.y.units &&
    a.data.isLine === b.data.isLine &&
    a.planned?.low === b.planned?.low &&
    a.planned?.high === b.planned?.high
  );
}

/**
 * A line plot in an element. It draws at most once a frame, however often it is told to show something; follows the size of the element and the theme.
 */
export class LinePlotView {
  readonly #element: HTMLElement;
  readonly #onCursor: (row: number | null) => void;
  readonly #resize: ResizeObserver;
  readonly #endTheme: () => void;
  #plot: uPlot | null = null;
  #drawn: LinePlotModel | null = null;
  #next: LinePlotModel | null = null;
  #mustRebuild = false;
  #frameRequest = 0;

  /** @param onCursor gets the index of the point under the pointer, `null` when it leaves */
  constructor(element: HTMLElement, onCursor: (row: number | null) => void) {
    this.#element = element;
    this.#onCursor = onCursor;
    this.#resize = new ResizeObserver(() => this.#request());
    this.#resize.observe(element);
    this.#endTheme = onThemeChange(() => {
      this.#mustRebuild = true;
      this.#request();
    });
  }

  show(model: LinePlotModel): void {
    this.#next = model;
    this.#request();
  }

  /** Ends observers and frees the canvas. Safe to call twice. */
  dispose(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#resize.disconnect();
    this.#endTheme();
    this.#plot?.destroy();
    this.#plot = null;
  }

  #request(): void {
    if (this.#frameRequest !== 0) return;
    this.#frameRequest = requestAnimationFrame(() => {
      this.#frameRequest = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const model = this.#next;
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (!model || width === 0 || height === 0) return;
    const isKept = this.#plot && this.#drawn && isSameFrame(this.#drawn, model) && !this.#mustRebuild;
    this.#drawn = model;
    if (!isKept) {
      this.#build(model, { width, height });
      return;
    }
    if (this.#plot?.width !== width || this.#plot.height !== height) this.#plot?.setSize({ width, height });
    this.#plot?.setData([model.data.xs, model.data.ys]);
  }

  #build(model: LinePlotModel, size: { width: number; height: number }): void {
    this.#plot?.destroy();
    this.#mustRebuild = false;
    const hooks = { newest: () => this.#drawn?.newest ?? null, onCursor: this.#onCursor };
    const options = linePlotOptions(
      { ...model, isLine: model.data.isLine },
      readThemeTokens(this.#element),
      size,
      hooks,
    );
    this.#plot = new uPlot(options, [model.data.xs, model.data.ys], this.#element);
  }
}
