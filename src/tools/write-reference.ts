import { mkdirSync, writeFileSync } from 'node:fs';
import { configurationDoc, routersDoc } from './configuration-doc.js';
import { errorsDoc } from './errors-doc.js';

/** Writes the generated pages of docs/; a test fails when a committed one is stale. */
const docs = new URL('../../docs/', import.meta.url);
mkdirSync(new URL('reference/', docs), { recursive: true });
writeFileSync(new URL('errors.md', docs), errorsDoc());
writeFileSync(new URL('reference/configuration.md', docs), configurationDoc());
writeFileSync(new URL('reference/routers.md', docs), routersDoc());
