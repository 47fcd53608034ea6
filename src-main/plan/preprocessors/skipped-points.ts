import { HutchError } from '#shared/errors.ts';
import { type Group, type Msg, msg } from '../../engine/msg.ts';
import type { HasName } from '../../engine/protocols.ts';
import type { Location, Readings } from '../../engine/reading.ts';
import { DONE_STATUS } from '../done-status.ts';
import { shortUid } from '../short-uid.ts';

type MsgFor<C extends Msg['command']> = Extract<Msg, { command: C }>;

/** An answer in place of the engine's. */
export interface StandIn {
  readonly answer: unknown;
}

/**
 * `opening`: the points have not begun. `skipping`: they are played, and nothing of them is done. `leaving`: the last of them is over.
 * `taking`: points are taken. `failed`: the plan was thrown an error before, and cleans up.
 */
type Phase = 'opening' | 'skipping' | 'leaving' | 'taking' | 'failed';

/** What a point consists of. All other commands set up something, or take it down, and are done in every phase. */
const OF_A_POINT: ReadonlySet<string> = new Set([
  'checkpoint',
  'set',
  'trigger',
  'kickoff',
  'complete',
  'wait',
  'sleep',
  'create',
  'read',
  'save',
  'drop',
  'locate',
  'stop',
  'pause',
  'null',
]);

/** What may still belong to the point before: a delay between two of them. */
const AFTER_A_POINT: ReadonlySet<string> = new Set(['wait', 'sleep', 'stop', 'pause', 'null']);

/** What begins something that a group is waited for. */
const BEGINS: ReadonlySet<string> = new Set(['set', 'trigger', 'kickoff', 'complete', 'prepare', 'stage', 'unstage']);

const NONE: readonly Msg[] = [];

const ENDS_EVENT: ReadonlySet<string> = new Set(['save', 'drop']);

/** After so many messages that are skipped one is not, so that the event loop gets its turn and a request to stop is heard. */
const BREATH = 1_000;

/** Follows the messages of a plan through the points that are not taken. One for each plan. */
export class SkippedPoints {
  readonly #count: number;
  #phase: Phase;
  #isOpen = false;
  #points = 0;
  #skippedSinceBreath = 0;
  /** The stream whose event is being made of nothing. */
  #making: string | undefined;
  /** Where each device was last sent, without having gone. */
  readonly #sets = new Map<HasName, MsgFor<'set'>>();
  /** Groups in which something was really begun. */
  readonly #begun = new Set<Group | null>();

  /** @param count how many points are skipped */
  constructor(count: number) {
    this.#count = count;
    this.#phase = count === 0 ? 'taking' : 'opening';
  }

  /** What to answer to `message` without sending it; `undefined` if it is to be sent. @throws HutchError `not_allowed` */
  answerTo(message: Msg): StandIn | undefined {
    const { command } = message;
    if (command === 'open_run' || command === 'close_run') {
      this.#checkRun(command);
      return undefined;
    }
    switch (this.#phase) {
      case 'taking':
        return undefined;
      case 'failed':
        return this.#cleanUp(command);
      case 'opening':
        if (this.#isOpen && beginsPoints(message)) this.#phase = 'skipping';
        break;
      case 'leaving':
      case 'skipping':
    }
    return this.#skip(message);
  }

  /** What to send before `message`: at the first message of the first point that is taken, every device to where it was last sent. */
  before({ command }: Msg): readonly Msg[] {
    if (this.#phase !== 'leaving' || !OF_A_POINT.has(command) || AFTER_A_POINT.has(command)) return NONE;
    this.#phase = 'taking';
    if (this.#sets.size === 0) return [];
    const group = shortUid('set');
    const moves = Array.from(this.#sets.values(), ({ obj, args, kwargs, run }) =>
      msg('set', obj, args, { ...kwargs, group }, run),
    );
    return [msg('checkpoint', null, [], {}), ...moves, msg('wait', null, [], { group })];
  }

  /** The plan is thrown an error. Until points are taken, all that it does from now on is cleaning up, and is done. */
  fail(): void {
    if (this.#phase === 'skipping' || this.#phase === 'leaving') this.#phase = 'failed';
  }

  #checkRun(command: 'open_run' | 'close_run'): void {
    if (command === 'open_run') {
      if (this.#isOpen && this.#count > 0) {
        throw new HutchError('not_allowed', 'A plan with several runs cannot be continued from a point');
      }
      this.#isOpen = true;
      return;
    }
    if (this.#phase === 'taking' || this.#phase === 'failed') return;
    const sentence = `The plan has ${this.#points} points: it cannot be continued from point ${this.#count + 1}`;
    throw new HutchError('not_allowed', sentence);
  }

  #skip(message: Msg): StandIn | undefined {
    const { command } = message;
    const skips = this.#phase === 'skipping' || (this.#phase === 'leaving' && AFTER_A_POINT.has(command));
    if (skips && OF_A_POINT.has(command) && !this.#mustBeSent(message)) {
      this.#skippedSinceBreath += 1;
      return { answer: this.#standIn(message) };
    }
    this.#noteSent(message);
    return undefined;
  }

  /** Whether something of a point that is skipped is done all the same: it asks for what only the engine knows, or lets it breathe. */
  #mustBeSent(message: Msg): boolean {
    switch (message.command) {
      case 'wait':
        return this.#begun.has(waitedFor(message as MsgFor<'wait'>));
      case 'read':
        return this.#making === undefined && !this.#sets.has((message as MsgFor<'read'>).obj);
      case 'locate': {
        const { obj, args } = message as MsgFor<'locate'>;
        return [obj, ...args].some((device) => !this.#sets.has(device));
      }
      case 'checkpoint':
        if (this.#skippedSinceBreath < BREATH) return false;
        this.#skippedSinceBreath = 0;
        return true;
      default:
        return false;
    }
  }

  #noteSent(message: Msg): void {
    if (message.command === 'wait') this.#begun.delete(waitedFor(message as MsgFor<'wait'>));
    else if (BEGINS.has(message.command)) this.#begun.add((message as MsgFor<'set'>).kwargs.group ?? null);
  }

  #standIn(message: Msg): unknown {
    switch (message.command) {
      case 'set':
        this.#sets.set((message as MsgFor<'set'>).obj, message as MsgFor<'set'>);
        return DONE_STATUS;
      case 'trigger':
      case 'kickoff':
      case 'complete':
        return DONE_STATUS;
      case 'wait':
        return true;
      case 'read':
        return this.#reading((message as MsgFor<'read'>).obj);
      case 'locate':
        return this.#locations(message as MsgFor<'locate'>);
      case 'create':
        this.#making = streamOf(message);
        return undefined;
      case 'drop':
        this.#making = undefined;
        return undefined;
      case 'save':
        this.#save();
        return undefined;
      default:
        return undefined;
    }
  }

  #save(): void {
    if (this.#making === 'primary') this.#points += 1;
    this.#making = undefined;
    if (this.#points === this.#count) this.#phase = 'leaving';
  }

  /** What a device would read that has gone where it was sent; nothing of one that was not. */
  #reading(device: HasName): Readings {
    const sent = this.#sets.get(device);
    return sent ? { [device.name]: { value: sent.args[0], timestamp: Date.now() / 1000, alarm_severity: 0 } } : {};
  }

  #locations({ obj, args, kwargs }: MsgFor<'locate'>): unknown {
    const locations = [obj, ...args].map((device): Location => {
      const target = this.#sets.get(device)?.args[0];
      return { setpoint: target, readback: target };
    });
    return locations.length === 1 && kwargs.squeeze !== false ? locations[0] : locations;
  }

  /** The event that was being made of nothing is ended with nothing. */
  #cleanUp(command: string): StandIn | undefined {
    if (this.#making === undefined || !ENDS_EVENT.has(command)) return undefined;
    this.#making = undefined;
    return { answer: undefined };
  }
}

/** Whether the points begin with `message`: with the checkpoint before the first, its move, or its event. */
function beginsPoints(message: Msg): boolean {
  if (message.command === 'create') return streamOf(message) === 'primary';
  return message.command === 'checkpoint' || message.command === 'set';
}

function streamOf({ args, kwargs }: Msg): string {
  return (kwargs as { name?: string }).name ?? String((args as readonly unknown[])[0] ?? 'primary');
}

function waitedFor({ args, kwargs }: MsgFor<'wait'>): Group | null {
  return (args.length > 0 ? args[0] : kwargs.group) ?? null;
}
