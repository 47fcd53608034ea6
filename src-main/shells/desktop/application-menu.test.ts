import { describe, expect, it } from 'vitest';
import { applicationMenu } from './application-menu.ts';

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'on %s offers zoom and editing, neither reload nor developer tools',
    (platform) => {
      const text = JSON.stringify(applicationMenu(platform));
      expect(text).toContain('zoomIn');
      expect(text).toContain('editMenu');
      expect(text).not.toMatch(/reload|devtools|viewMenu/i);
    },
  );
});
