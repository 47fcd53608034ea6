import type { EnvironmentInfo, HostInfo } from '#shared/contract/index.ts';
import { Listeners } from '../../worker/listeners.ts';
import type { LiveEnvironment } from '../environment/live-environment.ts';
import type { NoticeBoard } from './notice-board.ts';

/** What of the host stays as it is from start to end. */
export type FixedHostInfo = Pick<
  HostInfo,
  'version' | 'beamline' | 'started_at' | 'served_by' | 'workspace' | 'columns'
>;

/** Who serves, and how things stand: what `host.info` answers and the `host` stream tells. */
export class HostStatus {
  readonly notices: NoticeBoard;
  readonly #fixed: FixedHostInfo;
  readonly #live: LiveEnvironment;
  readonly #changed = new Listeners<void>();
  #changedFiles: readonly string[] = [];

  constructor(fixed: FixedHostInfo, live: LiveEnvironment, notices: NoticeBoard) {
    this.#fixed = fixed;
    this.#live = live;
    this.notices = notices;
    notices.onChange(() => this.#changed.emit());
    live.onReplaced(() => this.#changed.emit());
  }

  get info(): HostInfo {
    const { id, devices, errors } = this.#live.current;
    return {
      ...this.#fixed,
      simulated: devices.simulated,
      environment_id: id,
      // Traces stay in the log.
      load_errors: errors.map(({ trace: _trace, ...error }) => error),
      changed_files: [...this.#changedFiles],
      notices: this.notices.list(),
      watching: false,
    };
  }

  /** As blueapi tells it: what failed to load is the message, as long as nothing else was loaded. */
  get environment(): EnvironmentInfo {
    const { id, context, devices, errors } = this.#live.current;
    const isEmpty = context.models().length === 0 && devices.allPaths().length === 0;
    const [first] = errors;
    return { environment_id: id, initialized: !isEmpty, error_message: isEmpty ? (first?.message ?? NOTHING) : null };
  }

  /** Sources that are not what they were when they were loaded. */
  setChangedFiles(files: readonly string[]): void {
    this.#changedFiles = files;
    this.#changed.emit();
  }

  /** Calls back after every change. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }
}

const NOTHING = 'There are no plans and no devices: name their modules under env.sources.';
