/** Workspaces, for the shells: what they open a host with, and what the command line says of a configuration. */

export { CONFIG_FILE, configJsonSchema, loadWorkspace, type Workspace } from '../../context/config/index.ts';
