import { readFileSync } from 'node:fs';
import type { OperationDefinitionNode } from 'graphql';
import { Kind, buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SUBSCRIPTION_LIMITS } from '../../../src/server/settings.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const schema = buildSchema(read('schema.graphql'));
const page = read('docs/api.md');
const examples = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] as string);

describe('docs/api.md', () => {
  it.each(examples)('has examples that fit schema.graphql: %s', (text) => {
    expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
  });

  it('shows every query, every mutation and every subscription', () => {
    const shown = new Set<string>();
    for (const definition of examples.flatMap((text) => parse(text).definitions)) {
      for (const field of (definition as OperationDefinitionNode).selectionSet.selections) {
        if (field.kind === Kind.FIELD) shown.add(field.name.value);
      }
    }
    const all = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect([...shown].sort()).toEqual(all.sort());
  });

  it('has the limits of subscriptions as they are', () => {
    const { maxStreams, maxStreamsPerSocket, maxSockets, maxMessageBytes, initMs, pingMs, stallMs } =
      SUBSCRIPTION_LIMITS;
    const limit = (what: string) => new RegExp(`^\\| ${what} +\\| ([\\d,]+)`, 'm').exec(page)?.[1]?.replace(',', '');
    expect(
      ['subscriptions of all clients', 'subscriptions of one WebSocket', 'WebSockets', 'message of a subscriber'].map(
        limit,
      ),
    ).toEqual([maxStreams, maxStreamsPerSocket, maxSockets, maxMessageBytes >> 10].map(String));
    const seconds = `within ${initMs / 1000} seconds and answer a ping every ${pingMs / 1000}; a reader`;
    expect(page).toContain(seconds);
    expect(page).toContain(`takes nothing for ${stallMs / 1000} seconds`);
  });
});
