import { useHostStore } from '../stores/host-store.ts';
import { useWorkerStore } from '../stores/worker-store.ts';

/** One line of facts in the same order everywhere, with the verbs at its right edge. */
export function Rail() {
  const info = useHostStore((state) => state.info);
  const state = useWorkerStore((worker) => worker.state);
  return (
    <header className="rail">
      <div className="fact">
        <span className="label">Hutch</span>
        <span className="value">{info?.beamline}</span>
      </div>
      <div className="fact">{state}</div>
    </header>
  );
}
