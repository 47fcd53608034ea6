/** A part of the store that gathers what is to be written, until the next commit writes it together with what the others gathered. */
export interface Gathering {
  readonly pending: boolean;
  /** Before the transaction: what it will refer to must be there. May be repeated after a failure. */
  prepare?(): void;
  /** Writes what is gathered, inside the transaction, and forgets nothing: the transaction may still fail. */
  write(): void;
  /** The transaction holds: what was written is forgotten. */
  written(): void;
}
