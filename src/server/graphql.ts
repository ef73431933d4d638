import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { buildApiSchema } from '../resolvers/build-schema.js';
import type { ApiContext } from '../resolvers/context.js';
import type { DirectExecution } from './direct/direct-execution.js';
import { directExecution } from './direct/direct-execution.js';
import { knownDocuments, rememberDocuments } from './direct/known-documents.js';
import { faultPlugin } from './errors/fault.plugin.js';
import { faultReport } from './errors/faults.js';
import { observeOperations } from './errors/observe-operations.plugin.js';
import { formatError } from './errors/format-error.js';
import { createComplexity } from './limits/complexity.js';
import { complexityPlugin } from './limits/complexity.plugin.js';
import { documentLimits } from './limits/document-limits.rule.js';
import type { ServerObserver } from './observer.js';
import type { OperationLimits, SubscriptionLimits } from './settings.js';
import type { ReadSubscription } from './subscriptions/read-subscription.js';
import { subscriptionReader } from './subscriptions/read-subscription.js';
import { refuseOverHttp } from './subscriptions/refuse-over-http.plugin.js';
import type { Subscribe } from './subscriptions/subscribe.js';
import { subscriber } from './subscriptions/subscribe.js';

export interface Graphql {
  /** Not started. `stop()` drains `app`: running requests end, new ones are refused. */
  readonly apollo: ApolloServer<ApiContext>;
  /** Answers for documents that `apollo` has accepted before. */
  readonly direct: DirectExecution;
  /** What the transports of subscriptions call, which Apollo has none of. */
  readonly subscriptions: { readonly read: ReadSubscription; readonly subscribe: Subscribe };
}

export interface GraphqlLimits {
  readonly operations: OperationLimits;
  readonly subscriptions: SubscriptionLimits;
  /** Whether the schema can be asked for. */
  readonly introspection: boolean;
}

export function createGraphql(
  app: FastifyInstance,
  logger: Logger,
  limited: GraphqlLimits,
  observer?: ServerObserver,
): Graphql {
  const limits = limited.operations;
  const schema = buildApiSchema();
  const complexityOf = createComplexity(schema);
  const known = knownDocuments();
  const reportFaults = faultReport(logger);
  const { maxComplexity } = limits;
  const apollo = new ApolloServer<ApiContext>({
    schema,
    formatError,
    introspection: limited.introspection,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [documentLimits(limits)],
    logger: {
      debug: (message) => logger.debug(String(message)),
      info: (message) => logger.debug(String(message)),
      warn: (message) => logger.warn(String(message)),
      error: (message) => logger.error(String(message)),
    },
    plugins: [
      fastifyApolloDrainPlugin(app),
      // Instruments every field; a third of the CPU of a full ranking, and answers are not cached over HTTP.
      ApolloServerPluginCacheControlDisabled(),
      // Nothing is reported to anybody, whatever the environment says.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      complexityPlugin(complexityOf, maxComplexity),
      refuseOverHttp(),
      rememberDocuments(known),
      faultPlugin(reportFaults),
      ...(observer ? [observeOperations(observer)] : []),
    ],
  });
  return {
    apollo,
    direct: directExecution({ schema, known, complexityOf, maxComplexity, reportFaults, observer }),
    subscriptions: {
      read: subscriptionReader({ schema, limits, complexityOf }),
      subscribe: subscriber(limited.subscriptions.maxStreams, reportFaults, observer),
    },
  };
}
