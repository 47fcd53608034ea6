/** Workspaces and their configuration. */

export { configJsonSchema } from './config-json-schema.ts';
export { CONFIG_FILE, loadWorkspace } from './load-workspace.ts';
export type { Workspace } from './workspace.ts';
