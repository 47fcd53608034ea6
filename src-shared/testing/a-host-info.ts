import type { HostInfo } from '../contract/index.ts';

/** What a host says of itself, for tests. */
export function aHostInfo(more: Partial<HostInfo> = {}): HostInfo {
  return {
    version: '0',
    beamline: 'b',
    simulated: true,
    environment_id: 'e',
    started_at: 0,
    load_errors: [],
    workspace: { name: 'simulated beamline', files: [], state_dir: null },
    changed_files: [],
    notices: [],
    columns: [],
    watching: false,
    ...more,
  };
}
