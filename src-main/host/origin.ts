/** Who asks, for the record: in the queue's changes and in the tasks that are submitted. */
export interface Origin {
  /** Name of the user of the machine: every front of Hutch belongs to the user who started it. */
  readonly user: string;
  /** The front: `console`, `browser`, `command line`, `http`. */
  readonly via: string;
}
