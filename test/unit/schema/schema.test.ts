import { readFileSync } from 'node:fs';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildApiSchema, printApiSchema } from '../../../src/resolvers/build-schema.js';

const schema = buildApiSchema();

/** Paths of everything in a type that can bear a description and has none. */
function undescribed(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name];
  const note = (path: string, described: { description?: string | null | undefined }) => {
    if (!described.description) missing.push(path);
  };
  if (isEnumType(type)) type.getValues().forEach((value) => note(`${type.name}.${value.name}`, value));
  if (isInputObjectType(type)) Object.values(type.getFields()).forEach((f) => note(`${type.name}.${f.name}`, f));
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      field.args.forEach((arg) => note(`${type.name}.${field.name}(${arg.name})`, arg));
    }
  }
  return missing;
}

const ownTypes = (of: GraphQLSchema) =>
  Object.values(of.getTypeMap()).filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type));

describe('the schema', () => {
  it('describes every type, field, argument, input field and enum value', () => {
    expect(ownTypes(schema).length).toBeGreaterThan(40);
    expect(ownTypes(schema).flatMap(undescribed)).toEqual([]);
  });

  it('is the committed schema.graphql (else: npm run build:server && npm run generate:schema)', () => {
    const committed = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
    expect(printApiSchema()).toBe(committed);
  });

  it('resolves the fields of hot types without a wrapper', () => {
    for (const name of ['RankedLlm', 'RankingColumns', 'Llm', 'Price', 'RouteRefusal', 'ObservedPerformance']) {
      const type = schema.getType(name);
      if (!isObjectType(type)) throw new Error(`${name} is no object type`);
      const wrapped = Object.values(type.getFields()).filter((field) => field.resolve);
      expect(wrapped.map((field) => `${name}.${field.name}`)).toEqual(
        name === 'Llm' ? ['Llm.calibration', 'Llm.abilities', 'Llm.priceHistory'] : [],
      );
    }
  });

  it('serves the names that clients are written against', () => {
    const fields = (name: string) => {
      const type = schema.getType(name);
      if (!isObjectType(type) && !isInputObjectType(type)) throw new Error(`no type ${name}`);
      return Object.keys(type.getFields());
    };
    expect(fields('RouteInput')).toEqual(expect.arrayContaining(['query', 'router', 'alpha', 'pool']));
    expect(fields('RoutingDecision')).toEqual(
      expect.arrayContaining([
        ...['llm', 'predictedPerformance', 'cost', 'score', 'ranking', 'explanation', 'neighbours', 'alpha', 'beta'],
        ...['warmUpWeight', 'router', 'version', 'pool', 'excluded', 'timing', 'tags', 'preference', 'rankingColumns'],
      ]),
    );
    expect(fields('RankedLlm')).toEqual(expect.arrayContaining(['llm', 'score', 'predictedPerformance', 'cost']));
  });
});
