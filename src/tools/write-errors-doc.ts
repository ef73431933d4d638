import { writeFileSync } from 'node:fs';
import { errorsDoc } from './errors-doc.js';

/** Writes docs/errors.md from the catalogue; a test fails when the committed file is stale. */
writeFileSync(new URL('../../docs/errors.md', import.meta.url), errorsDoc());
