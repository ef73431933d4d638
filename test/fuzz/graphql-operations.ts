import fc from 'fast-check';
import type { GraphQLField, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { getNamedType, isAbstractType, isObjectType } from 'graphql';
import { inputOf } from './graphql-inputs.js';

export interface FuzzOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Part {
  readonly text: string;
  readonly declared: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

const MAX_DEPTH = 4;
const NOTHING: Part = { text: '', declared: [], values: {} };
const NAME_ONLY: Part = { ...NOTHING, text: ' { __typename }' };

/**
 * Operations of a schema: every field of Query and Mutation as often as any other, one to three times in one operation, with
 * selections a few levels deep and each argument a variable. A part of them is damaged as text.
 */
export function operationsOf(schema: GraphQLSchema, known: readonly string[]): fc.Arbitrary<FuzzOperation> {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  const any = fc.oneof(
    ...roots.flatMap(([kind, root]) =>
      Object.values(root?.getFields() ?? {}).map((field) =>
        fc
          .array(part(field, known, 0, ''), { minLength: 1, maxLength: 3 })
          .map((parts) => operation(kind, field.name, parts)),
      ),
    ),
  );
  return fc.oneof({ weight: 20, arbitrary: any }, { weight: 2, arbitrary: damaged(any) });
}

function operation(kind: string, name: string, parts: readonly Part[]): FuzzOperation {
  // Variables are told apart by the place of their field among its doubles.
  const own = parts.map(({ text, declared, values }, i) => ({
    text: `f${i}: ${text.replaceAll('$', `$p${i}`)}`,
    declared: declared.map((variable) => variable.replace('$', `$p${i}`)),
    values: Object.entries(values).map(([key, value]) => [`p${i}${key}`, value] as const),
  }));
  const declared = own.flatMap((one) => one.declared);
  const head = `${kind} Fuzz_${name}${declared.length > 0 ? `(${declared.join(', ')})` : ''}`;
  return {
    query: `${head} { ${own.map(({ text }) => text).join(' ')} }`,
    variables: Object.fromEntries(own.flatMap(({ values }) => values)),
  };
}

/** A field with its arguments and a selection of what it returns; `path` keeps the names of variables apart. */
function part(
  field: GraphQLField<unknown, unknown>,
  known: readonly string[],
  depth: number,
  path: string,
): fc.Arbitrary<Part> {
  const here = `${path}_${field.name}`;
  const given = fc.record(
    Object.fromEntries(
      field.args.map((arg) => [arg.name, fc.option(inputOf(arg.type, known), { freq: 6, nil: undefined })]),
    ),
  );
  return fc.tuple(given, selection(field.type, known, depth, here)).map(([args, selected]) => {
    const used = field.args.filter((arg) => args[arg.name] !== undefined);
    const list = used.map((arg) => `${arg.name}: $${here}_${arg.name}`).join(', ');
    const values = Object.fromEntries(used.map((arg) => [`${here}_${arg.name}`, args[arg.name]]));
    return {
      text: `${field.name}${list === '' ? '' : `(${list})`}${selected.text}`,
      declared: [...used.map((arg) => `$${here}_${arg.name}: ${String(arg.type)}`), ...selected.declared],
      values: { ...values, ...selected.values },
    };
  });
}

function selection(type: GraphQLOutputType, known: readonly string[], depth: number, path: string): fc.Arbitrary<Part> {
  const named = getNamedType(type);
  if (isAbstractType(named)) return fc.constant(NAME_ONLY);
  if (!isObjectType(named)) return fc.constant(NOTHING);
  const fields = Object.values(named.getFields());
  const leaves = fields.filter((field) => !isObjectType(getNamedType(field.type)) && field.args.length === 0);
  const choices = depth < MAX_DEPTH ? fields : leaves;
  if (choices.length === 0) return fc.constant(NAME_ONLY);
  // The fields are chosen before their arguments are made: making those of all would take most of the time.
  return fc
    .subarray(choices, { minLength: 1, maxLength: Math.min(4, choices.length) })
    .chain((chosen) => fc.tuple(...chosen.map((field) => part(field, known, depth + 1, path))))
    .map((parts) => ({
      text: ` { ${parts.map(({ text }) => text).join(' ')} }`,
      declared: parts.flatMap(({ declared }) => declared),
      values: Object.assign({}, ...parts.map(({ values }) => values)) as Part['values'],
    }));
}

const DAMAGES = ['cut', 'double', 'inside', 'deep', 'wide'] as const;

const damaged = (from: fc.Arbitrary<FuzzOperation>): fc.Arbitrary<FuzzOperation> =>
  fc
    .tuple(from, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...DAMAGES), fc.string({ unit: 'binary' }))
    .map(([whole, share, how, other]) => {
      const { query } = whole;
      const at = Math.floor(share * query.length);
      const texts: Readonly<Record<(typeof DAMAGES)[number], () => string>> = {
        cut: () => query.slice(0, at),
        double: () => query + query,
        inside: () => query.slice(0, at) + other + query.slice(at),
        deep: () => `${'{ llm '.repeat(400)}${'}'.repeat(400)}`,
        wide: () => `{ ${Array.from({ length: 3_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      };
      return { ...whole, query: texts[how]() };
    });
