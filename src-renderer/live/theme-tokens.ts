/** What a canvas needs of the theme: a canvas does not see CSS variables. Colours as CSS writes them, sizes in CSS pixels. */
export interface ThemeTokens {
  font: string;
  fontSize: number;
  text: string;
  textDim: string;
  grid: string;
  surface: string;
  series: string;
  /** Colours of a map from low to high. */
  ramp: string[];
}

/** Reads the tokens as they hold for an element now. */
export function readThemeTokens(element: Element): ThemeTokens {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    font: read('--font'),
    fontSize: Number.parseFloat(read('--size-1')) || 11,
    text: read('--text'),
    textDim: read('--text-3'),
    grid: read('--grid'),
    surface: read('--raised'),
    series: read('--series-1'),
    ramp: ['--ramp-1', '--ramp-2', '--ramp-3', '--ramp-4', '--ramp-5'].map(read),
  };
}

/** Calls back whenever another theme holds: chosen in the console, or by the system. Returns how to end that. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  const attributeFilter = ['data-theme', 'data-density', 'class'];
  observer.observe(document.documentElement, { attributes: true, attributeFilter });
  observer.observe(document.body, { attributes: true, attributeFilter });
  const system = window.matchMedia?.('(prefers-color-scheme: dark)');
  system?.addEventListener('change', callback);
  return () => {
    observer.disconnect();
    system?.removeEventListener('change', callback);
  };
}
