import type { RunStore } from '../src-main/store/run-store.ts';

const SAMPLES = ['LaB6', 'CeO2', 'lysozyme', 'Ni foil', 'glass', 'YBCO', 'quartz', 'haemoglobin'];
const PLANS = ['count', 'scan', 'grid_scan', 'rel_scan', 'fly_scan'];
/** A commit a turn gathers about so many. */
const BATCH = 200;

/** Fills a store with `runs` runs of `events` events each, as a host would have written them. */
export function fillStore(store: RunStore, { runs, events }: { runs: number; events: number }): void {
  let seq = 0;
  const put = (name: 'start' | 'descriptor' | 'event' | 'stop', doc: Record<string, unknown>): void => {
    seq += 1;
    store.append({ seq, task_id: `task-${Math.floor(seq / 100)}`, name, doc });
    if (seq % BATCH === 0) store.commit();
  };
  for (let run = 0; run < runs; run += 1) {
    const uid = `${run.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const time = 1_700_000_000 + run * 60;
    const sample = `${SAMPLES[run % SAMPLES.length]} ${run}`;
    const detectors = ['det'];
    put('start', {
      uid,
      time,
      scan_id: run + 1,
      plan_name: PLANS[run % PLANS.length],
      purpose: sample,
      sample,
      detectors,
    });
    const data_keys = { det: { source: 'bench://det', dtype: 'number', shape: [], object_name: 'det' } };
    const descriptor = `${uid}-d`;
    put('descriptor', {
      uid: descriptor,
      run_start: uid,
      time,
      name: 'primary',
      data_keys,
      object_keys: { det: ['det'] },
    });
    for (let event = 1; event <= events; event += 1) {
      const timestamps = { det: time + event / 100 };
      const data = { det: Math.sin(event) * 1000 };
      put('event', { uid: `${uid}-${event}`, descriptor, time, seq_num: event, data, timestamps, filled: {} });
    }
    const num_events = { primary: events };
    put('stop', { uid: `${uid}-s`, run_start: uid, time: time + 30, exit_status: 'success', reason: '', num_events });
  }
  store.commit();
}
