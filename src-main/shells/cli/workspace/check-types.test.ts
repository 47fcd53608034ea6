import { describe, expect, it } from 'vitest';
import { parseProblems } from './check-types.ts';

describe('parseProblems', () => {
  it('reads places, codes and messages of several lines', () => {
    const output = [
      "plans/a.ts(34,14): error TS2322: Type 'string' is not assignable to type 'number'.",
      "  Type 'a' is not one.",
      '../common/b (old).ts(2,1): error TS1005: expected.\r',
      "error TS5023: Unknown compiler option 'x'.",
      '',
    ].join('\n');
    expect(parseProblems(output, '/i22')).toEqual([
      {
        file: '/i22/plans/a.ts',
        line: 34,
        column: 14,
        code: 'TS2322',
        message: "Type 'string' is not assignable to type 'number'.\n  Type 'a' is not one.",
      },
      { file: '/common/b (old).ts', line: 2, column: 1, code: 'TS1005', message: 'expected.' },
      { code: 'TS5023', message: "Unknown compiler option 'x'." },
    ]);
  });

  it('finds nothing in what is no problem', () => {
    expect(parseProblems('Files: 3\nplans/a.ts\n', '/i22')).toEqual([]);
  });
});
