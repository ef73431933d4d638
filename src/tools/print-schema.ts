import { writeFileSync } from 'node:fs';
import { printApiSchema } from '../resolvers/build-schema.js';

/** Writes schema.graphql from the code; a test fails when the committed file is stale. */
writeFileSync(new URL('../../schema.graphql', import.meta.url), printApiSchema());
