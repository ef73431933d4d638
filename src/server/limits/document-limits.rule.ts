import type { ValidationRule } from 'graphql';
import { GraphQLError } from 'graphql';
import { ThetaError } from '../../domain/errors.js';
import type { OperationLimits } from '../settings.js';
import { documentSize } from './document-size.js';

/** A validation rule: it runs once per document, because Apollo keeps validated documents. */
export const documentLimits =
  (limits: OperationLimits): ValidationRule =>
  (context) => ({
    Document(document) {
      const size = documentSize(document);
      const found = [
        ['depth', size.depth, limits.maxDepth],
        ['fields', size.fields, limits.maxFields],
        ['root fields', size.rootFields, limits.maxRootFields],
        ['aliases', size.aliases, limits.maxAliases],
      ] as const;
      for (const [what, got, limit] of found) {
        if (got <= limit) continue;
        const message = `The operation has ${what} ${got}; the limit is ${limit}.`;
        const originalError = new ThetaError('OPERATION_TOO_LARGE', message, {
          hint: 'Ask for less at once; for many queries use routeMany with its inputs as a variable.',
        });
        context.reportError(new GraphQLError(message, { originalError }));
      }
    },
  });
