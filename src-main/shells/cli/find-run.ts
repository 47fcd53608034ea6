import type { RunSummary } from '#shared/contract/index.ts';
import { HutchError } from '#shared/errors.ts';
import type { RequestApi } from './remote-host.ts';
import { LEAST_PREFIX } from './task-text.ts';

const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const PAGE = 1000;

/**
 * The run that a person means: its uid, the first characters of it (four or more), or its scan id; of several runs with one scan id the newest.
 *
 * @throws HutchError `unknown_run` for none, `usage` for several
 */
export async function findRun(api: RequestApi, word: string): Promise<RunSummary> {
  if (UID.test(word)) return api.request('runs.get', { uid: word });
  if (/^\d+$/.test(word)) {
    const run = await byScanId(api, word);
    if (run) return run;
  }
  if (word.length < LEAST_PREFIX) {
    throw new HutchError(
      'unknown_run',
      `There is no run with scan id ${word}; of a uid give ${LEAST_PREFIX} characters or more.`,
    );
  }
  const found = await byPrefix(api, word);
  const [run, other] = found;
  if (!run) throw new HutchError('unknown_run', `There is no run ${word}.`);
  if (other) {
    const names = found.slice(0, 5).map(({ uid, plan_name }) => `${plan_name ?? 'run'} ${uid}`);
    throw new HutchError('usage', `${word} may be ${names.join(' or ')}: give more characters.`);
  }
  return run;
}

async function byScanId(api: RequestApi, word: string): Promise<RunSummary | undefined> {
  const runs = await api.request('runs.list', { text: word, limit: PAGE });
  return runs.find(({ scan_id }) => scan_id === Number(word));
}

async function byPrefix(api: RequestApi, word: string): Promise<RunSummary[]> {
  const found: RunSummary[] = [];
  for (let before: string | undefined; ; ) {
    const runs = await api.request('runs.list', { limit: PAGE, ...(before !== undefined && { before }) });
    found.push(...runs.filter(({ uid }) => uid.startsWith(word)));
    before = runs.at(-1)?.uid;
    if (runs.length < PAGE) return found;
  }
}
