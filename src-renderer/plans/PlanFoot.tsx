import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { HutchError } from '#shared/errors.ts';
import { Button } from '../components/Button.tsx';
import { endEdit } from '../stores/drafts-store.ts';
import { useReadOnlyReason } from '../stores/use-read-only-reason.ts';
import { RunButton } from './RunButton.tsx';
import type { SubmitOutcome } from './use-submit.ts';

const SUCCESS_SHOWN_MS = 4_000;

interface PlanFootProps {
  purpose: string;
  onPurpose(purpose: string): void;
  /** The beamline's own columns of the queue. */
  columns: ReactNode;
  /** How the item that is being changed stands; `null` for a new request. */
  editing: { words: string; gone?: string } | null;
  /** What stands in the way, in a sentence. */
  message: string | undefined;
  outcome: SubmitOutcome | null;
  /** Why the plan cannot run at all. */
  unavailable: string | undefined;
  /** `isFirst`: before all that wait. */
  onRun(isFirst?: boolean): void;
  /** What the plan would do, above all else. */
  ahead: ReactNode;
  /** Beside the button that runs. */
  inspect: ReactNode;
}

/** Below the form: what it is for, and the button, which says what it does now. */
export function PlanFoot(props: PlanFootProps) {
  const { purpose, onPurpose, columns, editing, message, outcome, unavailable, onRun, ahead, inspect } = props;
  const readOnly = useReadOnlyReason();
  const reason = unavailable ?? (readOnly && `${readOnly}; what you typed is kept`);
  return (
    <div className="foot">
      {editing ? (
        <div className="foot-editing" role="status">
          <span>{editing.words}</span>
          <Button size="small" title="Shows the form again as it was before" onClick={endEdit}>
            Cancel change
          </Button>
        </div>
      ) : null}
      {ahead}
      {columns}
      <div className="foot-purpose">
        <label htmlFor="plan-purpose">What for</label>
        <div className="input">
          <input
            id="plan-purpose"
            type="text"
            autoComplete="off"
            placeholder="sample, and what you want to know"
            value={purpose}
            onChange={({ target }) => onPurpose(target.value)}
            onKeyDown={(event) => event.key === 'Enter' && onRun()}
          />
        </div>
      </div>
      <FootNote
        message={reason ?? editing?.gone ?? message}
        outcome={outcome}
        isChange={editing !== null && !editing.gone}
      />
      <div className="foot-buttons">
        <RunButton isChange={editing !== null && !editing.gone} reason={reason} onRun={onRun} />
        {inspect}
      </div>
    </div>
  );
}

interface FootNoteProps extends Pick<PlanFootProps, 'message' | 'outcome'> {
  /** An item of the queue is being changed. */
  isChange: boolean;
}

function FootNote({ message, outcome, isChange }: FootNoteProps) {
  const [faded, setFaded] = useState<SubmitOutcome | null>(null);
  useEffect(() => {
    if (outcome?.kind !== 'accepted') return;
    const timer = setTimeout(() => setFaded(outcome), SUCCESS_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const refusal = outcome?.kind === 'refused' ? requestRefusal(outcome.error) : undefined;
  const problem = refusal ?? message;
  const isConflict = isChange && outcome?.kind === 'refused' && HutchError.from(outcome.error).code === 'conflict';
  const isFresh = outcome?.kind === 'accepted' && outcome !== faded;
  return (
    <div role="status" className="foot-note">
      {problem ? (
        <span className="why">
          <span>
            <CircleAlert aria-hidden="true" />
            {problem}
          </span>
          {isConflict ? (
            <span>Press again to change it all the same, or reset the form to see the item as it is now.</span>
          ) : null}
        </span>
      ) : null}
      {!problem && isFresh ? <span className="help">{outcome.words}</span> : null}
    </div>
  );
}

/** Why a request never came to an answer, or came too late; what is wrong with the parameters stands at the fields. */
function requestRefusal(thrown: unknown): string | undefined {
  const { code, message } = HutchError.from(thrown);
  return code === 'unavailable' || code === 'timeout' || code === 'conflict' ? message : undefined;
}
