/** Folders on any disk: for the shells. It loads no SQLite. */

export { makeFolder } from '../../store/workspace/make-folder.ts';
