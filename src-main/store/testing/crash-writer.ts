import { writeSync } from 'node:fs';
import { openStore } from '../open-store.ts';
import { makeTask } from './make-task.ts';
import { RunFeed } from './run-feed.ts';

/**
 * A process that writes runs as fast as it can until it is killed, and says on standard output, one number a line, how many documents are
 * committed. Its argument is the state folder.
 */
const stateDir = process.argv[2];
if (stateDir === undefined) throw new Error('The state folder is missing.');
const { runs, tasks } = openStore({ stateDir, now: () => 5000 });
const feed = new RunFeed(runs);
let documents = 0;

function commit(added: number): void {
  runs.commit();
  documents += added;
  writeSync(1, `${documents}\n`);
}

for (let run = 0; ; run++) {
  const uid = `run-${run}`;
  tasks.putTask(makeTask(uid, { state: 'running', run_uids: [uid] }));
  feed.open(uid, { scan_id: run });
  commit(2);
  for (let seqNum = 1; seqNum <= 50; seqNum++) {
    const img = seqNum % 10 === 0 ? new Uint16Array(5000).fill(seqNum) : null;
    feed.event(uid, seqNum, { det: seqNum, img, odd: Number.NaN });
    commit(1);
  }
  feed.stop(uid);
  tasks.putTask(makeTask(uid, { state: 'succeeded', run_uids: [uid], ended_at: run }));
  commit(1);
  // Now and then what a host does at the end of a run, so that the process is killed in it as well.
  if (run % 3 === 0) await runs.sync();
}
