import { array, ndArray } from '../array-datatype.ts';
import { bool, type Datatype, float, int, string } from '../datatype.ts';
import { strictEnum, subsetEnum, supersetEnum } from '../enum-datatype.ts';
import { table } from '../table-datatype.ts';
import type { ContractValue } from './backend-contract.ts';

/** One case a datatype: every backend must carry all of them. */
export const CONTRACT_VALUES: readonly ContractValue[] = [
  value('float', float, 1.5, -2.25),
  value('int', int, 1, -7),
  value('bool', bool, false, true),
  value('string', string, 'a', 'grüße'),
  value('strict enum', strictEnum(['open', 'closed']), 'open', 'closed'),
  value('subset enum', subsetEnum(['on', 'off']), 'on', 'off'),
  value('superset enum', supersetEnum(['slow', 'fast']), 'slow', 'fast'),
  value('1-D array', array('<f8'), Float64Array.of(1, 2), Float64Array.of(3, 4, 5)),
  value(
    'n-D array',
    ndArray('<u2', [2, 2]),
    { data: Uint16Array.of(1, 2, 3, 4), shape: [2, 2] },
    { data: Uint16Array.of(5, 6, 7, 8), shape: [2, 2] },
  ),
  value(
    'table',
    table({ repeats: int, live: bool }),
    { repeats: [1], live: [true] },
    { repeats: [2, 3], live: [false, true] },
  ),
];

function value<T>(name: string, datatype: Datatype<T>, first: T, second: T): ContractValue {
  return { name, datatype: datatype as Datatype<unknown>, first, second };
}
