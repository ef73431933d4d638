import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

const FOLDER = 'web/src/graphiql/examples';
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const files = readdirSync(FOLDER);

describe('the example operations of GraphiQL', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(0));

  it.each(files)('%s fits schema.graphql', (file) => {
    const operation = parse(readFileSync(join(FOLDER, file), 'utf8'));
    expect(validate(schema, operation).map((error) => error.message)).toEqual([]);
  });

  it('are all in a tab', () => {
    const tabs = readFileSync('web/src/graphiql/tabs.ts', 'utf8');
    for (const file of files) expect(tabs).toContain(`./examples/${file}?raw`);
  });
});
