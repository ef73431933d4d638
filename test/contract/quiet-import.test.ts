import { expect, it } from 'vitest';
import { importsQuietly } from '../../src/plugin-testing/quiet-import.js';

it('notices a module that reads a file when it is imported', async () => {
  expect(await importsQuietly(() => import('../fixtures/plugins/reads-at-import.js'))).toContain('readFileSync');
});
