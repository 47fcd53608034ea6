import { FailedStatus } from './engine-errors.ts';
import type { Group } from './msg.ts';
import type { Status } from './status.ts';

/** Statuses that are waited for together. */
export class StatusGroup {
  readonly statuses: Status[] = [];
  /** How many are not done. */
  pending = 0;
  failed = false;
  #listeners: Set<() => void> | null = null;

  /** Nothing is left to wait for: all are done, or one has failed. */
  get settled(): boolean {
    return this.pending === 0 || this.failed;
  }

  get done(): boolean {
    return this.pending === 0;
  }

  /** Calls back when the group settles. Returns what ends that. */
  onSettled(listener: () => void): () => void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
    return () => void this.#listeners?.delete(listener);
  }

  notify(): void {
    if (this.#listeners === null || !this.settled) return;
    for (const listener of [...this.#listeners]) listener();
  }
}

/**
 * Remembers the statuses of a call by group and reports each that fails, once, wherever the plan is by then
 * (bluesky 1.14.6, `_status_object_completed`).
 */
export class StatusTracker {
  readonly #groups = new Map<Group | null, StatusGroup>();
  readonly #onFailure: (failure: FailedStatus) => void;
  readonly #followed = new Set<() => void>();
  #pardoned = false;
  #pardonedStatuses: Set<Status> | null = null;

  constructor(onFailure: (failure: FailedStatus) => void) {
    this.#onFailure = onFailure;
  }

  /** Adds a status to a group. A failure that is there already is reported before this returns. */
  add(group: Group | null, status: Status): void {
    let members = this.#groups.get(group);
    if (members === undefined) {
      members = new StatusGroup();
      this.#groups.set(group, members);
    }
    members.statuses.push(status);
    if (status.done) {
      if (!status.success) this.#fail(members, status);
      return;
    }
    this.#follow(members, status);
  }

  /** Takes a group out, to wait for it. */
  take(group: Group | null): StatusGroup | undefined {
    const members = this.#groups.get(group);
    if (members !== undefined) this.#groups.delete(group);
    return members;
  }

  /** Looks at a group without taking it. */
  peek(group: Group | null): StatusGroup | undefined {
    return this.#groups.get(group);
  }

  /** Puts back a group whose wait was not finished. */
  putBack(group: Group | null, members: StatusGroup): void {
    this.#groups.set(group, members);
  }

  /** From now on no failure is reported, and no status is listened to any more: the call is over. */
  pardonAll(): void {
    this.#pardoned = true;
    for (const unfollow of this.#followed) unfollow();
    this.#followed.clear();
  }

  /** Failures of these are consequences of what the engine itself does to the devices, not news. */
  pardon(statuses: Iterable<Status>): void {
    this.#pardonedStatuses ??= new Set();
    for (const status of statuses) this.#pardonedStatuses.add(status);
  }

  #follow(members: StatusGroup, status: Status): void {
    members.pending++;
    const unfollow = status.addCallback(() => {
      this.#followed.delete(unfollow);
      members.pending--;
      if (!status.success) this.#fail(members, status);
      members.notify();
    });
    this.#followed.add(unfollow);
  }

  #fail(members: StatusGroup, status: Status): void {
    members.failed = true;
    if (this.#pardoned || this.#pardonedStatuses?.has(status)) return;
    this.#onFailure(new FailedStatus(status));
  }
}
