import { expect, test } from 'vitest';

const sheets = Object.entries(
  import.meta.glob<string>('../**/*.css', { query: '?raw', import: 'default', eager: true }),
).filter(([path]) => !path.endsWith('tokens.css'));

test('there are style sheets to look at', () => {
  expect(sheets.length).toBeGreaterThan(3);
  expect(sheets.every(([, text]) => text.includes('var(--'))).toBe(true);
});

test.each(sheets)('%s names every colour and size by a token', (_path, text) => {
  const rules = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    // Media queries cannot read custom properties.
    .replace(/@media[^{]*/g, '');
  const literals = rules.match(/#[\da-f]{3,8}\b|\brgba?\(|\bhsla?\(|\b\d*\.?\d+(?:px|rem|pt)\b/gi) ?? [];
  expect(literals).toEqual([]);
});
