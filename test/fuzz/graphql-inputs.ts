import fc from 'fast-check';
import type { GraphQLInputType } from 'graphql';
import { isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField } from 'graphql';
import { integer, json, number, text } from './hostile-values.js';

/** One value in so many has a wrong type. */
const WRONG = { weight: 1, arbitrary: json };
const RIGHT = 30;
const MAX_DEPTH = 5;

/** Variables for an input type of the schema: mostly of the right shape, with values that the server knows and others. */
export function inputOf(type: GraphQLInputType, known: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return fc.oneof({ weight: RIGHT, arbitrary: inputOf(type.ofType, known, depth) }, WRONG);
  if (isListType(type)) return fc.array(inputOf(type.ofType, known, depth + 1), { maxLength: 3, size: 'max' });
  if (isEnumType(type)) {
    const names = fc.constantFrom(...type.getValues().map(({ name }) => name));
    return fc.oneof({ weight: RIGHT, arbitrary: names }, { weight: 1, arbitrary: text(known) });
  }
  if (!isInputObjectType(type)) return scalar(type.name, known);
  const fields = Object.values(type.getFields()).filter((field) => depth < MAX_DEPTH || isRequiredInputField(field));
  // Most objects have few fields: what is given together is often refused together.
  const entries = fields.map((field) => {
    const isRequired = isRequiredInputField(field);
    const present = { weight: isRequired ? 40 : 1, arbitrary: inputOf(field.type, known, depth + 1) };
    return [field.name, fc.oneof(present, { weight: isRequired ? 1 : 4, arbitrary: fc.constant(undefined) })] as const;
  });
  return fc.record(Object.fromEntries(entries));
}

function scalar(name: string, known: readonly string[]): fc.Arbitrary<unknown> {
  const byName: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    Int: integer,
    Float: number,
    Boolean: fc.boolean(),
    JSON: json,
    JSONObject: fc.dictionary(fc.constantFrom('a', 'epochs', '__proto__', 'k', 'seed'), fc.jsonValue()),
  };
  return byName[name] ?? text(known);
}
