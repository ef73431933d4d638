import { useEffect, useState } from 'react';
import { onThemeChange } from '../state/theme';
import { readPalette } from './palette';
import type { Palette } from './palette';

/** The palette, read again when colours change. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => onThemeChange(() => setPalette(readPalette())), []);
  return palette;
}
