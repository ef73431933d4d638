import { readFileSync } from 'node:fs';
import type { OperationDefinitionNode } from 'graphql';
import { Kind, buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const schema = buildSchema(read('schema.graphql'));
const examples = [...read('docs/api.md').matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] as string);

describe('docs/api.md', () => {
  it.each(examples)('has examples that fit schema.graphql: %s', (text) => {
    expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
  });

  it('shows every query and every mutation', () => {
    const shown = new Set<string>();
    for (const definition of examples.flatMap((text) => parse(text).definitions)) {
      for (const field of (definition as OperationDefinitionNode).selectionSet.selections) {
        if (field.kind === Kind.FIELD) shown.add(field.name.value);
      }
    }
    const all = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect([...shown].sort()).toEqual(all.sort());
  });
});
