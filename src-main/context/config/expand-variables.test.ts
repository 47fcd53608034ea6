import { describe, expect, it } from 'vitest';
import { expandVariables } from './expand-variables.ts';

const env = { BL: 'I22', _x1: 'x', empty: '', nested: '$BL' };

// What string.Template(text).safe_substitute(env) of Python 3.11 gives.
describe('expandVariables', () => {
  it.each([
    ['$BL', 'I22'],
    [`a\${BL}b`, 'aI22b'],
    ['$BLx', '$BLx'],
    ['$BL.x', 'I22.x'],
    ['$_x1-', 'x-'],
    [`[\${empty}]`, '[]'],
    ['$$BL', '$BL'],
    ['$$$BL', '$I22'],
    ['$nested', '$BL'],
    ['$1 $ ${', '$1 $ ${'],
    [`\${no such} \${none} $none`, `\${no such} \${none} $none`],
    ['100 $', '100 $'],
    ['$Bé', '$Bé'],
    ['$toString $__proto__', '$toString $__proto__'],
  ])('%s -> %s', (text, expected) => {
    expect(expandVariables(text, env)).toBe(expected);
  });
});
