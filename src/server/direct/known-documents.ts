import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { Kind, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ApiContext } from '../../resolvers/context.js';

/** Documents that passed parsing, validation and the limits on documents, by their text. */
export type KnownDocuments = LRUCache<string, DocumentNode>;

/** A parsed document takes some fifty bytes per character; Apollo keeps up to 30 MiB of its own. */
const MAX_CHARACTERS = 300_000;

export const knownDocuments = (): KnownDocuments =>
  new LRUCache({ maxSize: MAX_CHARACTERS, sizeCalculation: (_document, text) => text.length });

/** Learns the documents that Apollo has accepted: by didResolveOperation it has validated them. */
export function rememberDocuments(known: KnownDocuments): ApolloServerPlugin<ApiContext> {
  const listener: GraphQLRequestListener<ApiContext> = {
    async didResolveOperation({ source, document }) {
      if (!known.has(source) && !hasSubscription(document)) known.set(source, document);
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

/** Apollo refuses subscriptions, and only it. */
const hasSubscription = ({ definitions }: DocumentNode): boolean =>
  definitions.some((d) => d.kind === Kind.OPERATION_DEFINITION && d.operation === OperationTypeNode.SUBSCRIPTION);
