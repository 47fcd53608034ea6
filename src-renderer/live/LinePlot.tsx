import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef, useState } from 'react';
import { type LinePlotModel, LinePlotView } from './line-plot-view.ts';
import { pointWords } from './plot-summary.ts';

interface LinePlotProps {
  model: LinePlotModel;
  /** What it shows, in words. */
  summary: string;
}

/** A line plot that grows with its data, with a read-out of the point under the pointer. */
export function LinePlot({ model, summary }: LinePlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<LinePlotView>(null);
  const [row, setRow] = useState<number | null>(null);

  useEffect(() => {
    if (!frame.current) return;
    const made = new LinePlotView(frame.current, setRow);
    view.current = made;
    return () => {
      made.dispose();
      view.current = null;
    };
  }, []);

  useEffect(() => view.current?.show(model), [model]);

  const { xs, ys } = model.data;
  const pointed = row === null ? null : { x: xs[row] ?? Number.NaN, y: ys[row] ?? Number.NaN };
  return (
    <>
      <div className="plot-frame" ref={frame} role="img" aria-label={summary} />
      {pointed && Number.isFinite(pointed.x) ? (
        <div className="plot-readout">{pointWords(model.x, model.y, pointed)}</div>
      ) : null}
    </>
  );
}
