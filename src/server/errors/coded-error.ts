import type { ErrorCode } from '../../domain/errors.js';
import { ERROR_CATALOGUE } from '../../domain/errors.js';

/** An error as every answer of this server carries it, GraphQL or not. */
export interface CodedError {
  readonly message: string;
  readonly extensions: {
    readonly code: ErrorCode;
    readonly kind: string;
    readonly hint?: string;
    /** Request id under which the log has the details of a fault. */
    readonly id?: string;
  };
}

export const codedError = (
  code: ErrorCode,
  message: string,
  { hint, id }: { hint?: string | undefined; id?: string | undefined } = {},
): CodedError => ({
  message,
  extensions: {
    code,
    kind: ERROR_CATALOGUE[code].kind,
    ...(hint === undefined ? {} : { hint }),
    ...(id === undefined ? {} : { id }),
  },
});

/** What a caller learns of a fault of ours. */
export const maskedFault = (id: string | undefined): CodedError =>
  codedError('INTERNAL', 'Something went wrong in the server; its log has the details.', {
    hint: id === undefined ? undefined : 'Report this id with the time of the request.',
    id,
  });
