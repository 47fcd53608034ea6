import type { Group, Msg, RunKey } from '../../engine/msg.ts';
import { isStatus } from '../is-status.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { VirtualStatus } from './virtual-status.ts';

type Method = (...args: readonly unknown[]) => unknown;
type MsgFor<C extends Msg['command']> = Extract<Msg, { command: C }>;

/** What the engine answers with an empty list where a device cannot be staged. */
const STAGING: ReadonlySet<string> = new Set(['stage', 'unstage']);

/** Calls `method` of the stand-in in `message`, with the arguments that the engine would give it; `undefined` where it has none. */
function call(message: Msg, method: string): unknown {
  const device = message.obj as Record<string, unknown> | null;
  const found = device?.[method];
  if (typeof found !== 'function') return undefined;
  const { group: _, ...options } = message.kwargs as Record<string, unknown>;
  const args = Object.keys(options).length > 0 ? [...message.args, options] : message.args;
  return (found as Method).apply(device, [...args]);
}

/** Answers messages as the handlers of the RunEngine do, and keeps what they keep: groups, runs, tokens. */
export class SimulatedAnswers {
  readonly #clock: VirtualClock;
  /** When the last status of a group is done. */
  readonly #groups = new Map<Group | null, number>();
  readonly #runs = new Map<RunKey, string>();
  #opened = 0;
  /** The first token belongs to whoever owns the engine. */
  #tokens = 1;
  #rewindable = true;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  to(message: Msg): unknown {
    switch (message.command) {
      case 'set':
      case 'trigger':
      case 'kickoff':
      case 'complete':
      case 'prepare':
      case 'stage':
      case 'unstage':
        return this.#start(message as MsgFor<'set'>);
      case 'wait':
        return this.#wait(message as MsgFor<'wait'>);
      case 'sleep':
        this.#clock.advanceTo(this.#clock.nowS + Number(message.args[0]));
        return undefined;
      case 'read':
        return call(message, 'read');
      case 'locate':
        return locations(message as MsgFor<'locate'>);
      case 'open_run':
        return this.#open(message.run);
      case 'close_run':
        return this.#close(message.run);
      default:
        return this.#rare(message);
    }
  }

  #rare(message: Msg): unknown {
    switch (message.command) {
      case 'configure':
        return call(message, 'configure') ?? [{}, {}];
      case 'stop':
        call(message, 'stop');
        return undefined;
      case 'rewindable':
        if (typeof message.args[0] === 'boolean') this.#rewindable = message.args[0];
        return this.#rewindable;
      case 'subscribe':
        return this.#tokens++;
      case 'collect':
        return [];
      case 'declare_stream':
        return [fakeUid(0), [...message.args]];
      case 'wait_for':
        // Not called: what they wait for is outside, and may be real.
        return (message as MsgFor<'wait_for'>).args[0].map(() => ({ status: 'fulfilled', value: undefined }));
      case 'input':
        return '';
      default:
        return undefined;
    }
  }

  #start(message: MsgFor<'set'>): unknown {
    const status = call(message, message.command);
    if (!isStatus(status)) return status ?? (STAGING.has(message.command) ? [] : undefined);
    const group = message.kwargs.group ?? null;
    const endS = status instanceof VirtualStatus ? status.endsAtS : this.#clock.nowS;
    this.#groups.set(group, Math.max(this.#groups.get(group) ?? 0, endS));
    return status;
  }

  #wait({ args, kwargs }: MsgFor<'wait'>): boolean {
    const group = (args.length > 0 ? args[0] : kwargs.group) ?? null;
    const endS = this.#groups.get(group) ?? 0;
    const givesUp = kwargs.error_on_timeout === false && typeof kwargs.timeout === 'number';
    const limitS = givesUp ? this.#clock.nowS + Number(kwargs.timeout) : Number.POSITIVE_INFINITY;
    this.#clock.advanceTo(Math.min(endS, limitS));
    if (endS > limitS) return false;
    this.#groups.delete(group);
    return true;
  }

  #open(run: RunKey): string {
    this.#opened += 1;
    const uid = fakeUid(this.#opened);
    this.#runs.set(run, uid);
    return uid;
  }

  #close(run: RunKey): string | undefined {
    const uid = this.#runs.get(run);
    this.#runs.delete(run);
    return uid;
  }
}

function locations({ obj, args, kwargs }: MsgFor<'locate'>): unknown {
  const answers = [obj, ...args].map((device) => device.locate());
  return answers.length === 1 && kwargs.squeeze !== false ? answers[0] : answers;
}

/** The same at each inspection, and of the form that a uid has. */
function fakeUid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
