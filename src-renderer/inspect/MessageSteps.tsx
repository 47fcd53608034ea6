import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { MESSAGES_SHOWN, type MessageLine } from '#shared/contract/inspect.ts';
import type { JsonObject } from '#shared/json.ts';
import { Button } from '../components/Button.tsx';
import { formatNumber } from '../components/format-number.ts';
import { messageWords } from './message-words.ts';
import { useMessages } from './use-messages.ts';

const PAGE = 100;
/** Time between two messages while they play: slow enough to read. */
const STEP_MS = 400;

interface MessageStepsProps {
  plan: string;
  params: JsonObject;
  /** How many messages there are. */
  total: number;
}

/** The messages of a plan, to be gone through one by one or played. */
export function MessageSteps({ plan, params, total }: MessageStepsProps) {
  const last = Math.max(0, Math.min(total, MESSAGES_SHOWN) - 1);
  const [current, setCurrent] = useState(0);
  const [isPlaying, setIsPlaying] = useState(false);
  const at = Math.min(current, last);
  const { messages, offset, problem } = useMessages(plan, params, Math.floor(at / PAGE) * PAGE, PAGE);
  const isAtEnd = at >= last;
  useEffect(() => {
    if (!isPlaying || isAtEnd) return;
    const timer = setInterval(() => setCurrent((before) => before + 1), STEP_MS);
    return () => clearInterval(timer);
  }, [isPlaying, isAtEnd]);
  return (
    <div className="steps">
      <div className="steps-bar">
        <Button
          size="icon"
          aria-label="Previous message"
          reason={at === 0 ? 'This is the first message' : undefined}
          onClick={() => setCurrent(at - 1)}
        >
          <ChevronLeft aria-hidden="true" />
        </Button>
        <Button reason={isAtEnd ? 'This is the last message' : undefined} onClick={() => setIsPlaying(!isPlaying)}>
          {isPlaying && !isAtEnd ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
          {isPlaying && !isAtEnd ? 'Hold' : 'Play'}
        </Button>
        <Button
          size="icon"
          aria-label="Next message"
          reason={isAtEnd ? 'This is the last message' : undefined}
          onClick={() => setCurrent(at + 1)}
        >
          <ChevronRight aria-hidden="true" />
        </Button>
        <input
          type="range"
          aria-label="Message"
          min={0}
          max={last}
          value={at}
          onChange={({ target }) => setCurrent(Number(target.value))}
        />
        <output>
          {formatNumber(at + 1, 0)} of {formatNumber(total, 0)}
        </output>
      </div>
      {problem ? <p className="look-problem">{problem}</p> : null}
      <MessageTable messages={messages} offset={offset} current={at} onSelect={setCurrent} />
    </div>
  );
}

interface MessageTableProps {
  messages: readonly MessageLine[];
  offset: number;
  current: number;
  onSelect(index: number): void;
}

function MessageTable({ messages, offset, current, onSelect }: MessageTableProps) {
  const row = useRef<HTMLTableRowElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another message is the current one, it comes into view
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void row.current?.scrollIntoView({ block: 'nearest' });
  }, [current, messages]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className="scroll" aria-label="Messages" tabIndex={0}>
      <table className="table steps-table">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col" className="left">
              Message
            </th>
            <th scope="col" className="left">
              Device
            </th>
            <th scope="col" className="left">
              Says
            </th>
          </tr>
        </thead>
        <tbody>
          {messages.map((message, index) => {
            const number = offset + index;
            const isCurrent = number === current;
            return (
              <tr
                key={number}
                ref={isCurrent ? row : undefined}
                className={isCurrent ? 'now' : undefined}
                aria-current={isCurrent ? 'step' : undefined}
                onClick={() => onSelect(number)}
              >
                <td>{formatNumber(number + 1, 0)}</td>
                <td className="left">{message.command}</td>
                <td className="left">{message.obj ?? ''}</td>
                <td className="left long">{messageWords(message)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
