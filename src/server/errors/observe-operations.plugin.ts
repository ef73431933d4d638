import type { ApolloServerPlugin } from '@apollo/server';
import type { ApiContext } from '../../resolvers/context.js';
import type { ServerObserver } from '../observer.js';
import { codeOf } from './format-error.js';

/** Tells `observer` of the operations that Apollo answers, those that it refuses included. */
export function observeOperations(observer: ServerObserver): ApolloServerPlugin<ApiContext> {
  return {
    async requestDidStart() {
      const start = performance.now();
      return {
        async willSendResponse({ operation, errors }) {
          const seconds = (performance.now() - start) / 1000;
          observer.executed(
            operation?.operation ?? 'unknown',
            operation?.name?.value ?? null,
            seconds,
            (errors ?? []).map(codeOf),
          );
        },
      };
    },
  };
}
