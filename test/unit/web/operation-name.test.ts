import { describe, expect, it } from 'vitest';
import { withOwnName } from '../../../web/src/graphiql/operation-name.js';

const query = 'query Route { routers { id } }\nmutation Train { cancelJob(id: "x") { id } }';

describe('operation name of GraphiQL', () => {
  it('keeps a name that the document holds, and an absent one', () => {
    for (const operationName of ['Route', 'Train', undefined, null]) {
      const operation = { query, operationName };
      expect(withOwnName(operation)).toBe(operation);
    }
  });

  it('leaves out the name of another tab', () => {
    expect(withOwnName({ query, operationName: 'Compare', variables: {} })).toEqual({ query, variables: {} });
  });
});
