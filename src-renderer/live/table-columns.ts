import { DASH, formatNumber } from '../components/format-number.ts';
import { formatClock } from '../components/format-time.ts';
import type { RunStream } from '../stores/run-stream.ts';
import type { RunField } from './run-field.ts';

/** One column of the table of events. */
export interface TableColumn {
  key: string;
  label: string;
  units: string;
  isNumber: boolean;
  /** The text of one row, counted from 0 in order of arrival. */
  text(row: number): string;
}

const MILLISECONDS = 3;

/** One value of an event as text. */
export function cellText(value: unknown, precision: number | undefined): string {
  if (typeof value === 'number') return formatNumber(value, precision);
  if (value === undefined || value === null) return DASH;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Which fields a table shows: where the scan is, then what the hints name; everything readable where nothing is hinted. */
export function tableFields(fields: readonly RunField[], dimensions: readonly string[]): RunField[] {
  const readable = fields.filter((field) => field.kind === 'number' || field.kind === 'text');
  const hinted = readable.filter((field) => field.isHinted || dimensions.includes(field.key));
  const shown = hinted.length > 0 ? hinted : readable;
  const place = (field: RunField): number => {
    const index = dimensions.indexOf(field.key);
    return index < 0 ? dimensions.length : index;
  };
  return shown.toSorted((a, b) => place(a) - place(b));
}

/** Columns of the table of a stream: number of the point, time, and one a field. They read the living columns of the stream. */
export function tableColumns(stream: RunStream, fields: readonly RunField[]): TableColumn[] {
  return [
    { key: '#', label: '#', units: '', isNumber: true, text: (row) => cellText(stream.seqNum.at(row), 0) },
    {
      key: 'Time',
      label: 'Time',
      units: '',
      isNumber: true,
      text: (row) => {
        const time = stream.time.at(row);
        return time === undefined ? DASH : formatClock(time, MILLISECONDS);
      },
    },
    ...fields.map(
      (field): TableColumn => ({
        key: field.key,
        label: field.label,
        units: field.units,
        isNumber: field.kind === 'number',
        text: (row) => cellText(stream.column(field.key)?.at(row), field.precision),
      }),
    ),
  ];
}
