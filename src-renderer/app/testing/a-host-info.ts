import type { HostInfo } from '#shared/contract/host.ts';

/** A host for tests: the simulated beamline, nothing wrong. */
export function aHostInfo(over: Partial<HostInfo> = {}): HostInfo {
  return {
    version: '1',
    beamline: 'I22',
    simulated: true,
    environment_id: 'a',
    started_at: 5,
    load_errors: [],
    workspace: { name: 'simulated', files: [], state_dir: null },
    changed_files: [],
    notices: [],
    columns: [],
    watching: false,
    ...over,
  };
}
