/** One try to execute a message. */
export interface Attempt {
  /** An interruption has given the message up: what its handler is still about to do, it must not do. */
  abandoned: boolean;
}
