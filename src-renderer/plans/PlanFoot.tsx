import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { HutchError } from '#shared/errors.ts';
import { Button } from '../components/Button.tsx';
import { useHostStore } from '../stores/host-store.ts';
import { useTasksStore } from '../stores/tasks-store.ts';
import { isBusy, useWorkerStore } from '../stores/worker-store.ts';
import type { SubmitOutcome } from './use-submit.ts';

const SUCCESS_SHOWN_MS = 4_000;

interface PlanFootProps {
  purpose: string;
  onPurpose(purpose: string): void;
  /** What stands in the way, in a sentence. */
  message: string | undefined;
  outcome: SubmitOutcome | null;
  /** Why the plan cannot run at all. */
  unavailable: string | undefined;
  onRun(): void;
  /** What the plan would do, above all else. */
  ahead: ReactNode;
  /** Beside the button that runs. */
  inspect: ReactNode;
}

/** Below the form: what it is for, and the button, which says what it does now. */
export function PlanFoot({ purpose, onPurpose, message, outcome, unavailable, onRun, ahead, inspect }: PlanFootProps) {
  const verb = useRunVerb();
  const isConnected = useHostStore(({ connection }) => connection.status === 'connected');
  const reason =
    unavailable ?? (isConnected ? undefined : 'There is no connection to Hutch now; what you typed is kept');
  return (
    <div className="foot">
      {ahead}
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
      <FootNote message={reason ?? message} outcome={outcome} />
      <div className="foot-buttons">
        <Button look="primary" size="tall" reason={reason} onClick={onRun}>
          {verb}
        </Button>
        {inspect}
      </div>
    </div>
  );
}

/** What a press of the button does now: a request waits when something runs, or when others wait before it. */
function useRunVerb(): 'Run' | 'Add to queue' {
  const state = useWorkerStore((worker) => worker.state);
  const isQueueing = useTasksStore(
    ({ tasks, queue }) => !queue.running || tasks.some((task) => task.state === 'waiting'),
  );
  return isBusy(state) || isQueueing ? 'Add to queue' : 'Run';
}

function FootNote({ message, outcome }: { message: string | undefined; outcome: SubmitOutcome | null }) {
  const [faded, setFaded] = useState<SubmitOutcome | null>(null);
  useEffect(() => {
    if (outcome?.kind !== 'accepted') return;
    const timer = setTimeout(() => setFaded(outcome), SUCCESS_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const refusal = outcome?.kind === 'refused' ? networkRefusal(outcome.error) : undefined;
  const problem = refusal ?? message;
  const isFresh = outcome?.kind === 'accepted' && outcome !== faded;
  return (
    <div role="status" className="foot-note">
      {problem ? (
        <span className="why">
          <span>
            <CircleAlert aria-hidden="true" />
            {problem}
          </span>
        </span>
      ) : null}
      {!problem && isFresh ? <span className="help">{outcome.task.name} was accepted</span> : null}
    </div>
  );
}

/** Why a request never came to an answer; what the host answered stands at the fields. */
function networkRefusal(thrown: unknown): string | undefined {
  const { code, message } = HutchError.from(thrown);
  return code === 'unavailable' || code === 'timeout' ? message : undefined;
}
