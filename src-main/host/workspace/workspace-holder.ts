/** What a workspace says of the Hutch that holds it: for the shells. It loads no SQLite. */

export { readHolder } from '../../store/workspace/holder-file.ts';
export { describeHolder } from '../../store/workspace/lock-holder.ts';
