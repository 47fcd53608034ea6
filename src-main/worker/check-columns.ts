import type { QueueColumn, QueueColumns } from '#shared/contract/index.ts';
import type { ErrorIssue } from '#shared/errors.ts';
import { nearestNames } from '../context/nearest-names.ts';

/** What is wrong with `columns`, by the columns that the beamline defines: one that is missing, not known, or not among its choices. */
export function columnIssues(columns: QueueColumns, defined: readonly QueueColumn[]): ErrorIssue[] {
  const names = defined.map(({ name }) => name);
  const unknown = Object.keys(columns).filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => issue(name, unknownSentence(name, names))),
    ...defined.flatMap((column) => valueIssue(column, columns[column.name])),
  ];
}

function valueIssue({ name, title = name, required, choices }: QueueColumn, value: unknown): ErrorIssue[] {
  const isMissing = value === undefined || (typeof value === 'string' && value.trim() === '');
  if (isMissing) return required ? [issue(name, `${title} is missing: this beamline asks for it`)] : [];
  if (!choices || choices.includes(String(value))) return [];
  return [issue(name, `${title} must be one of ${choices.join(', ')}, not ${String(value)}`)];
}

function unknownSentence(name: string, names: readonly string[]): string {
  const near = nearestNames(name, names);
  return `this beamline has no column ${name}${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''}`;
}

function issue(name: string, message: string): ErrorIssue {
  return { path: `columns.${name}`, code: 'invalid_params', message };
}
