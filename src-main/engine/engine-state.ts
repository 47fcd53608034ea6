/** States of the RunEngine, Bluesky's. `suspending` is passed through: a suspended engine is `running`. */
export type EngineState =
  | 'idle'
  | 'running'
  | 'pausing'
  | 'paused'
  | 'suspending'
  | 'stopping'
  | 'aborting'
  | 'halting'
  | 'panicked';

/** Every legal transition (bluesky 1.14.6, `RunEngineStateMachine`). */
export const TRANSITIONS: Readonly<Record<EngineState, readonly EngineState[]>> = {
  idle: ['running', 'panicked'],
  running: ['idle', 'pausing', 'halting', 'stopping', 'aborting', 'suspending', 'panicked'],
  pausing: ['paused', 'idle', 'halting', 'aborting', 'panicked'],
  suspending: ['running', 'halting', 'aborting', 'panicked'],
  paused: ['idle', 'running', 'halting', 'stopping', 'aborting', 'panicked'],
  halting: ['idle', 'panicked'],
  stopping: ['idle', 'panicked'],
  aborting: ['idle', 'panicked'],
  panicked: [],
};
