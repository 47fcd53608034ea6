import { useMemo, useState } from 'react';
import { EmptyState } from '../components/EmptyState.tsx';
import type { RunStream } from '../stores/run-stream.ts';
import { AxisPicker } from './AxisPicker.tsx';
import { imageFrame } from './image-frame.ts';
import { PixelCanvas } from './PixelCanvas.tsx';
import { quantity } from './plot-summary.ts';
import { RampKey } from './RampKey.tsx';
import type { RunAxes } from './use-run-axes.ts';

/** The newest picture of an area detector. */
export function ImageView({ stream, axes, version }: { stream: RunStream; axes: RunAxes; version: number }) {
  const pictures = axes.fields.filter((field) => field.kind === 'image');
  const [picked, setPicked] = useState<string | null>(null);
  const field = pictures.find((each) => each.key === picked) ?? pictures[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns grow in place, `version` tells when
  const frame = useMemo(() => {
    const column = field && stream.column(field.key);
    return column?.kind === 'array' ? imageFrame(column.latest) : null;
  }, [stream, field, version]);
  if (!field)
    return <EmptyState title="No images">Read an area detector: its newest image will stand here.</EmptyState>;
  if (!frame) return <EmptyState title="No image yet">{field.label} has not sent one in this run.</EmptyState>;
  const summary = `Image of ${field.label}, point ${stream.length}: ${frame.width} by ${frame.height} pixels, ${quantity(frame.minimum, field)} to ${quantity(frame.maximum, field)}`;
  return (
    <>
      <div className="axis-bar">
        <AxisPicker name="Image of" fields={pictures} selected={field.key} onPick={setPicked} />
        point {stream.length} · {frame.width} × {frame.height} pixels
      </div>
      <div className="plot image">
        <PixelCanvas {...frame} summary={summary} />
        <RampKey field={field} minimum={frame.minimum} maximum={frame.maximum} />
      </div>
    </>
  );
}
