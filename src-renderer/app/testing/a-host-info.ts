import type { HostInfo } from '#shared/contract/host.ts';
import { aHostInfo as anyHostInfo } from '#shared/testing/a-host-info.ts';

/** A host for tests: the simulated beamline, nothing wrong. */
export function aHostInfo(over: Partial<HostInfo> = {}): HostInfo {
  const workspace = { name: 'simulated', files: [], state_dir: null };
  return anyHostInfo({ version: '1', beamline: 'I22', environment_id: 'a', started_at: 5, workspace, ...over });
}
