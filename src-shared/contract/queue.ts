import { z } from 'zod';
import { ErrorIssue } from '../errors.ts';
import { PlanParams } from './plan-params.ts';
import { OnFailure, QueueItem, SavedList, Task, TaskList, TaskRequest } from './tasks.ts';

/** The most items of one request: a longer batch is a plan. */
export const MOST_ITEMS = 10_000;

/** Where in the queue. `index` counts waiting items from 0; one beyond the end is the back. */
export const Place = z.union([
  z.enum(['front', 'back']),
  z.strictObject({ index: z.number().int().min(0) }),
  z.strictObject({ after: z.string() }),
  z.strictObject({ before: z.string() }),
]);
export type Place = z.infer<typeof Place>;

/** The `queue.revision` that the asker saw. If the queue has changed since, the write is refused with `conflict`, and `details.changes` say what. */
const revision = z.number().int();
const task_ids = z.array(z.string()).min(1).max(MOST_ITEMS);
const at = Place.default('back');
const Nothing = z.strictObject({});

export const QueueAdd = z.strictObject({ items: z.array(QueueItem).min(1).max(MOST_ITEMS), at, revision });
/** What is absent stays as it is; `null` takes an optional text away. */
export const QueueEdit = z.strictObject({
  task_id: z.string(),
  request: TaskRequest.partial().extend({
    params: PlanParams.optional(),
    purpose: z.string().nullable().optional(),
    instrument_session: z.string().nullable().optional(),
  }),
  revision,
});
/** A table of parameters, one item a row. The first row names them: `num`, `axes[0].stop`, `purpose`, or a column of the beamline's. */
export const QueueTable = z.strictObject({ name: z.string(), csv: z.string().max(5_000_000), at, revision });
/** A table that nothing is added of yet. */
export const TableCheckRequest = QueueTable.omit({ at: true, revision: true });

/** The most rows of a {@link TableCheck} for their own sake, and the most that are in it because they are wrong. */
export const MOST_ROWS_TOLD = 100;

/** A row of a table as it would become an item. `row` is counted as a spreadsheet does: the names stand in row 1. */
export const TableRow = z.object({
  row: z.number().int(),
  /** As far as it was understood. */
  request: TaskRequest,
  /** What is wrong with it; empty when it can run. `path` is the column that is to blame, or a parameter that has none; empty for the whole row. */
  issues: z.array(ErrorIssue),
});
export type TableRow = z.output<typeof TableRow>;

/** What a table would become. `rows` has the first ones and the first that are wrong; the counts are of all. */
export const TableCheck = z.object({
  count: z.number().int(),
  wrong: z.number().int(),
  rows: z.array(TableRow),
});
export type TableCheck = z.output<typeof TableCheck>;

export const QueueExport = z.strictObject({
  what: z.enum(['queue', 'history']),
  format: z.enum(['json', 'yaml', 'text']),
});

/** A file for whoever asked. */
export const ExportedText = z.object({ file_name: z.string(), media_type: z.string(), text: z.string() });
export type ExportedText = z.infer<typeof ExportedText>;

/** Tasks that ended, the newest first. `text` is looked for in plan, purpose, columns, parameters and error. */
export const TaskHistoryQuery = z.strictObject({
  text: z.string().optional(),
  plan: z.string().optional(),
  states: z.array(z.string()).optional(),
  /** Only what ended before this time: the `ended_at` of the last one of the page before. */
  before: z.number().optional(),
  limit: z.number().int().min(1).max(1000).default(100),
});

const Added = z.object({ tasks: z.array(Task), queue: TaskList });

/**
 * What can be done to the queue. All items of a request, or none. Every write but `queue.stop`, which must never be refused, carries the
 * revision that it was made from.
 */
export const QUEUE_REQUESTS = {
  'queue.add': { input: QueueAdd, output: Added },
  /** Changes a waiting item where it stands. */
  'queue.edit': { input: QueueEdit, output: TaskList },
  /** A copy of each behind the last of them. */
  'queue.duplicate': { input: z.strictObject({ task_ids, revision }), output: Added },
  /** One or a block, which keeps the order that the queue has it in. */
  'queue.move': { input: z.strictObject({ task_ids, to: Place, revision }), output: TaskList },
  /** Takes waiting items out; puts ended ones that are held away. */
  'queue.remove': { input: z.strictObject({ task_ids, revision }), output: TaskList },
  /** Takes every waiting item out. */
  'queue.clear': { input: z.strictObject({ revision }), output: TaskList },
  'queue.hold': { input: z.strictObject({ task_ids, reason: z.string().min(1), revision }), output: TaskList },
  'queue.release': { input: z.strictObject({ task_ids, revision }), output: TaskList },
  /** Runs a waiting item before all others, at once, whether the queue runs or not; `engine_busy` while something runs. */
  'queue.run_now': { input: z.strictObject({ task_id: z.string(), revision }), output: TaskList },
  /** Lets waiting tasks start. Changes nothing while the queue runs. */
  'queue.start': { input: z.strictObject({ revision }), output: TaskList },
  /** Starts no further task; the one that runs goes on. */
  'queue.stop': { input: Nothing, output: TaskList },
  'queue.set': {
    input: z.strictObject({ loop: z.boolean().optional(), on_failure: OnFailure.optional(), revision }),
    output: TaskList,
  },
  /** New items that ask for the same as ended ones. */
  'queue.requeue': { input: z.strictObject({ task_ids, at, revision }), output: Added },
  'queue.table': { input: QueueTable, output: Added },
  /** Checks the rows of a table as `queue.table` would, and adds nothing. A table that cannot be read at all is refused with `bad_request`. */
  'queue.check_table': { input: TableCheckRequest, output: TableCheck },
  'queue.export': { input: QueueExport, output: ExportedText },
  'lists.list': { input: Nothing, output: z.array(SavedList) },
  /** Saves waiting items, all of them unless some are named. `not_allowed` for a name that is taken, unless `replace`. */
  'lists.save': {
    input: z.strictObject({
      name: z.string().min(1).max(100),
      task_ids: task_ids.optional(),
      replace: z.boolean().default(false),
    }),
    output: SavedList,
  },
  'lists.load': { input: z.strictObject({ name: z.string(), at, revision }), output: Added },
  'lists.remove': { input: z.strictObject({ name: z.string() }), output: Nothing },
  'tasks.history': { input: TaskHistoryQuery, output: z.object({ tasks: z.array(Task), more: z.boolean() }) },
} as const;
