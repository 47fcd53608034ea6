import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkTypes, parseProblems } from './check-types.ts';

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

describe('checkTypes', () => {
  /** A workspace with these files, and what is found in it. */
  function checked(files: Readonly<Record<string, string>>) {
    const dir = mkdtempSync(join(tmpdir(), 'hutch-types-'));
    onTestFinished(() => rmSync(dir, { recursive: true }));
    mkdirSync(join(dir, '.hutch'));
    const fallback = join(dir, '.hutch', 'tsconfig.json');
    const compilerOptions = { noEmit: true, strict: true, types: [], lib: ['ES2023'] };
    writeFileSync(fallback, JSON.stringify({ compilerOptions, include: ['../**/*.ts'], exclude: ['.'] }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
    return checkTypes(dir, fallback);
  }

  it('finds what is wrong in a file', async () => {
    const { isEmpty, problems } = await checked({ 'a.ts': 'export const a: number = "one";' });
    expect([isEmpty, problems.map(({ code }) => code)]).toEqual([false, ['TS2322']]);
  });

  it('finds nothing wrong where no file has types: plans in JavaScript, or of packages alone', async () => {
    expect(await checked({ 'a.mjs': 'export const a = 1;' })).toMatchObject({ isEmpty: true, problems: [] });
    expect(await checked({})).toMatchObject({ isEmpty: true, problems: [] });
  });
});
