import type { HostEvent, HostInfo, Task, TaskList } from '#shared/contract/index.ts';
import { type RunReport, textReport } from './run-report.ts';
import type { RunningStatus } from './running-status.ts';
import { queueLine, taskName } from './task-text.ts';
import type { Terminal } from './terminal.ts';
import { clockTime } from './time-text.ts';

/** How a running Hutch is told of while it is watched. */
export interface WatchReport {
  status(status: RunningStatus, lines: readonly string[]): void;
  /** A task has begun; `past` are the documents of its run that were there before the watching. */
  began(task: Task, past: readonly HostEvent[]): void;
  event(event: HostEvent): void;
  ended(task: Task): void;
  queue(list: TaskList): void;
  notice(notice: HostInfo['notices'][number]): void;
  /** So many events were given up on the way. */
  missed(count: number): void;
  gone(holder: string): void;
}

/** A value a line: the status first, then everything as it is in the contract. */
export function jsonWatch(terminal: Pick<Terminal, 'out'>): WatchReport {
  const print = (value: object): void => terminal.out(JSON.stringify(value));
  return {
    status: print,
    began: (_task, past) => past.forEach(print),
    event: print,
    ended: (task) => print({ type: 'task', ...task }),
    queue: ({ queue }) => print({ type: 'queue', ...queue }),
    notice: (notice) => print({ type: 'notice', ...notice }),
    missed: (count) => print({ type: 'missed', count }),
    gone: (holder) => print({ type: 'gone', holder }),
  };
}

/** So many points from before the watching are shown. */
const POINTS_BEFORE = 10;

/** A terminal that keeps what is written until it is let through: of the points before the watching only the last are shown. */
function holdingTerminal(terminal: Terminal): { terminal: Terminal; letThrough(): void } {
  const held: string[] = [];
  let isOpen = false;
  const wrapped: Terminal = {
    out: (line) => (isOpen ? terminal.out(line) : void held.push(line)),
    err: (line) => terminal.err(line),
    show: (line) => (isOpen ? terminal.show(line) : undefined),
    readInput: () => terminal.readInput(),
    onClosed: (listener) => terminal.onClosed(listener),
    columns: terminal.columns,
  };
  const letThrough = (): void => {
    isOpen = true;
    // The first line names the columns.
    const [titles, ...rows] = held;
    if (titles !== undefined) terminal.out(titles);
    for (const row of rows.slice(-POINTS_BEFORE)) terminal.out(row);
  };
  return { terminal: wrapped, letThrough };
}

/** For people: as `hutch run` tells of its plan, with what happens between the plans. */
export function textWatch(terminal: Terminal, now: () => number = () => Date.now() / 1000): WatchReport {
  let report: RunReport | undefined;
  let state: string | undefined;
  const say = (text: string): void => terminal.out(`${clockTime(now())} ${text}`);
  return {
    status(status, lines) {
      state = status.worker.state;
      for (const line of lines) terminal.out(line);
    },
    began(task, past) {
      say(`${taskName(task)} by ${task.submitted_by}`);
      const holding = holdingTerminal(terminal);
      report = textReport(holding.terminal);
      for (const event of past) report.event(event);
      holding.letThrough();
    },
    event(event) {
      report?.event(event);
      if (event.type !== 'worker') return;
      if (event.state !== state) say(event.state);
      state = event.state;
      for (const warning of event.warnings) say(`warning: ${warning}`);
    },
    ended(task) {
      (report ?? textReport(terminal)).ended(task);
      report = undefined;
    },
    queue: (list) => say(queueLine(list, now())),
    notice: ({ level, message }) => say(`${level}: ${message}`),
    missed: (count) => say(`${count} events came too fast and are not shown; they are all recorded`),
    gone(holder) {
      terminal.show('');
      terminal.err(`Hutch has gone; it was ${holder}`);
    },
  };
}
