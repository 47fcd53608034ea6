import type { RunSummary, Task } from '#shared/contract/index.ts';
import type { CrashClient } from './crash-client.ts';
import type { Ledger } from './ledger.ts';

/** What is wrong after a restart; each a sentence. Empty when nothing is lost and nothing doubled. */
export type Findings = string[];

export interface AuditScope {
  /** Runs whose documents were compared and found whole in an earlier audit. */
  readonly audited: Set<string>;
}

/** Compares what a Hutch that was killed and started again has, before anything runs, with what a client was told in its lives before. */
export async function audit(client: CrashClient, ledger: Ledger, { audited }: AuditScope): Promise<Findings> {
  const tasks = await allTasks(client);
  const runs = await allRuns(client);
  return [
    ...auditTasks(tasks, ledger),
    ...auditRuns(runs, tasks),
    ...(await auditDocuments(client, ledger, audited)),
    ...(await auditState(client, tasks)),
  ];
}

async function allTasks(client: CrashClient): Promise<Task[]> {
  const { tasks } = await client.request('tasks.list', {});
  const open = tasks.filter(({ state }) => state === 'waiting' || state === 'running' || state === 'paused');
  const ended: Task[] = [];
  for (let more = true, before: number | undefined; more; ) {
    const page = await client.request('tasks.history', { limit: 1000, ...(before !== undefined && { before }) });
    ended.push(...page.tasks);
    before = page.tasks.at(-1)?.ended_at ?? undefined;
    more = page.more;
  }
  return [...ended, ...open];
}

async function allRuns(client: CrashClient): Promise<RunSummary[]> {
  const runs: RunSummary[] = [];
  for (;;) {
    const before = runs.at(-1)?.uid;
    const page = await client.request('runs.list', { limit: 1000, ...(before !== undefined && { before }) });
    runs.push(...page);
    if (page.length < 1000) return runs;
  }
}

function auditTasks(tasks: readonly Task[], ledger: Ledger): Findings {
  const found: Findings = [];
  const count = new Map<string, number>();
  for (const { purpose } of tasks) if (purpose !== null) count.set(purpose, (count.get(purpose) ?? 0) + 1);
  for (const [marker, times] of count) if (times > 1) found.push(`"${marker}" is there ${times} times`);
  for (const marker of ledger.accepted) if (!count.has(marker)) found.push(`"${marker}" was accepted and is lost`);
  for (const group of ledger.sent) {
    const there = group.filter((marker) => count.has(marker)).length;
    if (there !== 0 && there !== group.length)
      found.push(`of the batch of "${group[0]}" ${there} of ${group.length} are there`);
  }
  const ids = new Set(tasks.map(({ task_id }) => task_id));
  if (ids.size !== tasks.length) found.push(`${tasks.length - ids.size} tasks have the id of another`);
  for (const { state, name, task_id } of tasks) {
    if (state === 'running' || state === 'paused')
      found.push(`${name} ${task_id} is ${state} although nothing can run`);
  }
  return found;
}

function auditRuns(runs: readonly RunSummary[], tasks: readonly Task[]): Findings {
  const found: Findings = [];
  const runsOf = new Map<string, number>();
  for (const { uid, exit_status, task_id } of runs) {
    if (exit_status === null) found.push(`run ${uid} is open although nothing runs`);
    if (task_id !== null) runsOf.set(task_id, (runsOf.get(task_id) ?? 0) + 1);
  }
  for (const [task, times] of runsOf) if (times > 1) found.push(`task ${task} ran ${times} times`);
  const scanIds = runs.map(({ scan_id }) => scan_id);
  if (new Set(scanIds).size !== scanIds.length) found.push('two runs have the same scan number');
  const known = new Set(tasks.map(({ task_id }) => task_id));
  for (const { uid, task_id } of runs) {
    if (task_id !== null && !known.has(task_id)) found.push(`run ${uid} belongs to a task that is lost`);
  }
  return found;
}

async function auditDocuments(client: CrashClient, ledger: Ledger, audited: Set<string>): Promise<Findings> {
  const found: Findings = [];
  for (const [uid, seen] of ledger.documents) {
    if (audited.has(uid)) continue;
    const { documents } = await client.request('runs.documents', { uid });
    const stored = documents.map((document) => JSON.stringify(document));
    const lost = firstMissing(seen, stored);
    if (lost !== undefined) found.push(`run ${uid} has lost ${lost}`);
    if (new Set(seen).size !== seen.length) found.push(`the client was told a document of run ${uid} twice`);
    const uids = documents.flatMap(({ doc }) => (typeof doc.uid === 'string' ? [doc.uid] : []));
    if (new Set(uids).size !== uids.length) found.push(`run ${uid} has a document twice`);
    if (documents.filter(({ name }) => name === 'stop').length !== 1)
      found.push(`run ${uid} has not one stop document`);
    if (found.length === 0) audited.add(uid);
  }
  return found;
}

/** The first of `seen` that is not in `stored` at its place in the order; `undefined` when `seen` is part of it. */
function firstMissing(seen: readonly string[], stored: readonly string[]): string | undefined {
  let at = 0;
  for (const document of seen) {
    while (at < stored.length && stored[at] !== document) at += 1;
    if (at === stored.length) return document;
    at += 1;
  }
  return undefined;
}

async function auditState(client: CrashClient, tasks: readonly Task[]): Promise<Findings> {
  const found: Findings = [];
  const { queue } = await client.request('tasks.list', {});
  const { notices, started_at } = await client.request('host.info', {});
  if (queue.running && tasks.some(({ state }) => state === 'waiting'))
    found.push('the queue runs by itself after a start');
  for (const { state, hold, task_id } of tasks) {
    if (state !== 'interrupted') continue;
    if (hold === null) found.push(`the interrupted task ${task_id} is not held`);
    // Of those that this start has found.
    if (hold === null || hold.at < started_at - 5) continue;
    if (queue.running) found.push(`the queue runs by itself after ${task_id} was interrupted`);
    if (!notices.some((notice) => notice.task_id === task_id))
      found.push(`no note tells of the interrupted task ${task_id}`);
  }
  return found;
}
