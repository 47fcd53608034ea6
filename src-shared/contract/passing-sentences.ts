/**
 * Sentences with which a notice tells what holds when it is made. A notice stands for days: whoever shows it leaves out those that hold no more.
 */
export const PASSING_SENTENCES = {
  queueStopped: 'The queue stands still until it is started.',
  taskHeld: 'Its task is held: it does not run again by itself.',
} as const;
