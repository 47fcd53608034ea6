import type { Tone } from './Tag.tsx';

const SHAPES: Record<Tone, string> = { run: 'disc', wait: 'square', fault: 'triangle', off: 'ring', sim: 'ring' };

/** The shape beside a word of state: disc runs, square waits, triangle is a fault, ring is idle. Never alone. */
export function StateDot({ tone }: { tone: Tone }) {
  return <i aria-hidden="true" className={`dot dot-${SHAPES[tone]} tone-${tone}`} />;
}
