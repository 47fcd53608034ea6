import { useEffect, useRef, useState } from 'react';
import { colourPixels, colourRamp } from './colour-ramp.ts';
import { onThemeChange, readThemeTokens } from './theme-tokens.ts';

interface PixelCanvasProps {
  width: number;
  height: number;
  /** Row by row from the top; NaN stays empty. */
  values: Float64Array;
  minimum: number;
  maximum: number;
  /** What it shows, in words. */
  summary: string;
}

/** Grows whenever the theme changes. */
function useThemeVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => onThemeChange(() => setVersion((before) => before + 1)), []);
  return version;
}

/** A field of numbers in false colours, one pixel a number; CSS makes it as large as its place. */
export function PixelCanvas({ width, height, values, minimum, maximum, summary }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    const ramp = colourRamp(readThemeTokens(canvas.current).ramp);
    context.putImageData(new ImageData(colourPixels(values, minimum, maximum, ramp), width, height), 0, 0);
  }, [width, height, values, minimum, maximum, theme]);
  return <canvas className="pixels" ref={canvas} width={width} height={height} role="img" aria-label={summary} />;
}
