import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';
import type { LogLevel } from '#shared/contract/log.ts';
import { formatClock } from '../components/format-time.ts';
import { StateDot } from '../components/StateDot.tsx';
import type { Tone } from '../components/Tag.tsx';
import type { LogLine } from './log-store.ts';

const TONES: Record<LogLevel, Tone> = { debug: 'off', info: 'off', warning: 'wait', error: 'fault' };
const ASSUMED_LINE_HEIGHT = 20;
const OVERSCAN = 10;
/** Whoever is this near to the end (CSS pixels) is taken to look at it. */
const NEAR_END = 24;
const MILLISECONDS = 3;

/** Lines of the log, oldest on top. Stays at the end while new ones come, unless somebody has scrolled up. */
export function LogLines({ lines }: { lines: readonly LogLine[] }) {
  const scroll = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ASSUMED_LINE_HEIGHT,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: OVERSCAN,
  });
  const newest = lines.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is the reason to go to the end
  useLayoutEffect(() => {
    if (isAtEnd.current) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [newest, lines.length]);
  return (
    <div
      className="log-lines"
      ref={scroll}
      role="log"
      aria-label="Log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
      tabIndex={0}
      onScroll={({ currentTarget: at }) => {
        isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_END;
      }}
    >
      <div className="log-space" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line ? (
            <div
              key={item.key}
              data-index={item.index}
              ref={rows.measureElement}
              className="log-line"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Line line={line} />
            </div>
          ) : null;
        })}
      </div>
    </div>
  );
}

function Line({ line }: { line: LogLine }) {
  const tone = TONES[line.level];
  return (
    <>
      <time dateTime={new Date(line.time * 1000).toISOString()}>{formatClock(line.time, MILLISECONDS)}</time>
      <span className={`log-level tone-${tone}`}>
        <StateDot tone={tone} />
        {line.level}
      </span>
      <span className="log-source">{line.source}</span>
      <span className="log-message">{line.message}</span>
    </>
  );
}
