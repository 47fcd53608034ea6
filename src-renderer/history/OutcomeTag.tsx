import { Tag } from '../components/Tag.tsx';
import { useLostSince } from '../stores/use-lost-since.ts';
import type { Outcome } from './outcome.ts';

/** How something ended, or that it goes on: `was running` while nobody can say whether it still does. */
export function OutcomeTag({ outcome: { tone, word }, isOpen }: { outcome: Outcome; isOpen: boolean }) {
  const isLost = useLostSince() !== undefined;
  return isOpen && isLost ? <Tag>was {word}</Tag> : <Tag tone={tone}>{word}</Tag>;
}
