import { z } from 'zod';
import { create } from 'zustand';

/** The three looks; dim is for a dark hutch, for eyes that must stay adapted. */
export const THEMES = ['light', 'dark', 'dim'] as const;
const DENSITIES = ['normal', 'compact'] as const;

const Appearance = z.object({ theme: z.enum(THEMES), density: z.enum(DENSITIES) });
type Appearance = z.infer<typeof Appearance>;

const STORAGE_KEY = 'hutch.appearance';

/** How the console looks; kept for this browser. */
export const useAppearanceStore = create<Appearance>(() => ({ theme: 'light', density: 'normal' }));

/** Takes over what was chosen before, else what the system prefers, and keeps the page and the storage as the store is. */
export function startAppearance(page: Window): void {
  useAppearanceStore.subscribe((appearance) => {
    show(page.document, appearance);
    page.localStorage.setItem(STORAGE_KEY, JSON.stringify(appearance));
  });
  const prefersDark = page.matchMedia('(prefers-color-scheme: dark)').matches;
  const kept = readKept(page.localStorage);
  const first: Appearance = kept ?? { theme: prefersDark ? 'dark' : 'light', density: 'normal' };
  show(page.document, first);
  useAppearanceStore.setState(first);
}

function show({ documentElement }: Document, { theme, density }: Appearance): void {
  documentElement.dataset.theme = theme;
  documentElement.dataset.density = density;
}

function readKept(storage: Storage): Appearance | undefined {
  const text = storage.getItem(STORAGE_KEY);
  if (text === null) return undefined;
  try {
    return Appearance.safeParse(JSON.parse(text)).data;
  } catch {
    // Somebody wrote something else there: as if nothing had been chosen.
    return undefined;
  }
}
