import { pathToFileURL } from 'node:url';
import type { StoredDocument } from '#shared/contract/index.ts';
import type { ArrayFolder, ArrayOwner } from './array-folder.ts';
import type { ArrayFileRow, ArrayRangeRow, ArrayStatements } from './array-statements.ts';
import { DTYPES } from './flat-array.ts';

type Doc = StoredDocument['doc'];

/**
 * The stream assets of the arrays that the store has put into files: one `stream_resource` a file, one `stream_datum` for each block of its rows.
 * With them, and without Hutch, a program finds the arrays: raw bytes, `parameters.dtype_numpy`, `parameters.chunk_shape` a row.
 * @param descriptors of the run: where one tells the shape of a flat array, that is the shape of its rows
 */
export function arrayDocuments(
  folder: ArrayFolder,
  statements: ArrayStatements,
  run: ArrayOwner,
  descriptors: readonly Doc[],
): StoredDocument[] {
  const files = statements.files(run.id);
  const ranges = statements.ranges(run.id);
  return files.flatMap((file) => {
    const own = ranges.filter(({ n }) => n === file.n);
    return [resource(folder, run, file, own, descriptors), ...own.map((range) => datum(file, range))];
  });
}

function resource(
  folder: ArrayFolder,
  run: ArrayOwner,
  file: ArrayFileRow,
  ranges: readonly ArrayRangeRow[],
  descriptors: readonly Doc[],
): StoredDocument {
  const rows = ranges.reduce((sum, { count }) => sum + count, 0);
  const shape = shapeOf(file, descriptors);
  return {
    name: 'stream_resource',
    doc: {
      uid: file.uid,
      run_start: run.uid,
      data_key: file.data_key,
      mimetype: 'application/octet-stream',
      uri: pathToFileURL(folder.fileOf(run, file.n)).href,
      parameters: { dtype_numpy: DTYPES[file.type], shape: [rows, ...shape], chunk_shape: [1, ...shape] },
    },
  };
}

function datum(file: ArrayFileRow, range: ArrayRangeRow): StoredDocument {
  return {
    name: 'stream_datum',
    doc: {
      uid: range.uid,
      descriptor: file.descriptor,
      stream_resource: file.uid,
      indices: { start: range.first, stop: range.first + range.count },
      seq_nums: { start: range.seq_num, stop: range.seq_num + range.count },
    },
  };
}

/** A typed array is flat; an image's rows and columns are in its data key. */
function shapeOf(file: ArrayFileRow, descriptors: readonly Doc[]): readonly number[] {
  const descriptor = descriptors.find(({ uid }) => uid === file.descriptor);
  const keys = descriptor?.data_keys as Record<string, { shape?: unknown }> | undefined;
  const told = keys?.[file.data_key]?.shape;
  const product = (shape: readonly number[]) => shape.reduce((sum, length) => sum * length, 1);
  const fits = Array.isArray(told) && told.every(Number.isSafeInteger) && product(told) === product(file.shape);
  return file.container === 'typed' && fits ? (told as number[]) : file.shape;
}
