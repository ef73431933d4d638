export type Theme = 'system' | 'light' | 'dark';

const KEY = 'theta:theme';
const CHANGED = 'theta:theme-changed';

/** What was chosen on this device; the system's choice where storage is off. */
export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is off; the choice lasts as long as the page.
  }
}

export const announceTheme = (): boolean => window.dispatchEvent(new Event(CHANGED));

/** Calls `changed` when colours change, whether the visitor or the system changed them; returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  window.addEventListener(CHANGED, changed);
  system.addEventListener('change', changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    system.removeEventListener('change', changed);
  };
}
