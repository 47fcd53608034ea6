import type { MsgGenerator } from '../../engine/msg.ts';
import type { Movable, Readable } from '../../engine/protocols.ts';
import type { Readings } from '../../engine/reading.ts';

/** Takes one event from `devices`; {@link triggerAndRead} is the usual one. */
export type TakeReading = (devices: readonly Readable[]) => MsgGenerator<Readings>;

/** Where each motor of a scan goes at one point of it. */
export type Step = ReadonlyMap<Movable, unknown>;

/** Where each motor of a scan was last sent, so that one that need not move is left alone. */
export type PositionCache = Map<Movable, unknown>;
