import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { ApiContext } from '../../resolvers/context.js';
import type { FaultReport } from './faults.js';
import { statusOf } from './faults.js';

/** Reports faults and sets the status that they ask for, where Apollo answers. */
export function faultPlugin(reportFaults: FaultReport): ApolloServerPlugin<ApiContext> {
  const listener: GraphQLRequestListener<ApiContext> = {
    async didEncounterErrors({ errors, contextValue, operationName }) {
      reportFaults(errors, contextValue, operationName);
    },
    async willSendResponse({ errors, response }) {
      if (!errors || response.body.kind !== 'single') return;
      const status = statusOf(errors, response.body.singleResult.data);
      if (status !== undefined) response.http.status = status;
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}
