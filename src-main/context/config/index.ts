/** Workspaces and their configuration. */

export { configJsonSchema } from './config-json-schema.ts';
export { HutchConfig } from './hutch-config.ts';
export { CONFIG_FILE, loadWorkspace, type Shipped, type WorkspaceOptions } from './load-workspace.ts';
export type { Workspace, WorkspaceSource } from './workspace.ts';
