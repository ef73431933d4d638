// A plugin of graphql-codegen: every operation as a text that knows the types of its variables and its result. The plugins that
// come with it do the same with imports of further packages, which this client does without.
const { concatAST, print, visit } = require('graphql');

module.exports = {
  plugin(_schema, documents) {
    const all = concatAST(documents.map(({ document }) => document));
    const fragments = new Map(
      all.definitions.filter(({ kind }) => kind === 'FragmentDefinition').map((one) => [one.name.value, one]),
    );
    const used = (node, found = new Set()) => {
      visit(node, {
        FragmentSpread({ name: { value } }) {
          if (found.has(value)) return;
          found.add(value);
          used(fragments.get(value), found);
        },
      });
      return found;
    };
    return all.definitions
      .filter(({ kind }) => kind === 'OperationDefinition')
      .map((operation) => {
        const name = operation.name.value;
        const type = `${name}${operation.operation === 'query' ? 'Query' : 'Mutation'}`;
        const text = [operation, ...[...used(operation)].map((one) => fragments.get(one))].map(print).join('\n\n');
        return `export const ${name}Document = operation<${type}, ${type}Variables>(\n  ${JSON.stringify(text)},\n);`;
      })
      .join('\n\n');
  },
};
