import type { Starter } from './starter.js';
import { activate, loadTf } from './starter.js';

/** Plain JavaScript: slowest, runs everywhere, the reference that the others are compared with. */
export const cpu: Starter = {
  start: async () => activate(await loadTf(), 'cpu'),
  hint: 'Reinstall with `npm ci`; the cpu backend comes with it.',
};
