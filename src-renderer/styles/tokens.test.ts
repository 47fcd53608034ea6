import { expect, test } from 'vitest';

/** What this test needs of `node:fs`: the console has no types of Node, and the style sheets cannot be imported here as text. */
interface Files {
  readdirSync(root: URL, options: { recursive: true }): string[];
  readFileSync(file: URL, encoding: 'utf8'): string;
}

const moduleName = 'node:fs';
const { readdirSync, readFileSync }: Files = await import(moduleName);
const root = new URL('../', import.meta.url);
const sheets = readdirSync(root, { recursive: true }).filter(
  (path) => path.endsWith('.css') && !path.endsWith('tokens.css'),
);

test('there are style sheets to look at', () => {
  expect(sheets.length).toBeGreaterThan(3);
});

test.each(sheets)('%s names every colour and size by a token', (path) => {
  const rules = readFileSync(new URL(path, root), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    // Queries of the window or of a box cannot read custom properties.
    .replace(/@(?:media|container)[^{]*/g, '');
  expect(rules).toContain('var(--');
  const literals = rules.match(/#[\da-f]{3,8}\b|\brgba?\(|\bhsla?\(|\b\d*\.?\d+(?:px|rem|pt)\b/gi) ?? [];
  expect(literals).toEqual([]);
});

test.each([
  ['light', 'light'],
  ['dark', 'dark'],
  ['dim', 'dark'],
])('what the browser draws itself, scrollbars and checkboxes, is %s as well', (theme, scheme) => {
  const tokens = readFileSync(new URL('styles/tokens.css', root), 'utf8');
  const [, rules = ''] = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(tokens) ?? [];
  expect(rules).toContain(`color-scheme: ${scheme};`);
});
