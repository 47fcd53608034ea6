import { hostname } from 'node:os';
import { hostOrigin } from '../../host/api/origin.ts';

/** Who this process is, for whoever finds the workspace held by it. */
export function thisProcess(version: string) {
  return { pid: process.pid, host: hostname(), user: hostOrigin().user, since: Date.now() / 1000, version };
}
