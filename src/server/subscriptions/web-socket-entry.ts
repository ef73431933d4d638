import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'graphql-ws';
import { CloseCode } from 'graphql-ws';
import type { ThetaError } from '../../domain/errors.js';
import { toThetaError } from '../../domain/errors.js';
import { LOCAL_PRINCIPAL } from '../../domain/principal.js';
import { bearer } from '../auth/credentials.js';
import { httpStatusOf } from '../errors/status.js';
import type { Door, Subscriber } from './transport.js';
import type { UpgradeRefusal } from './upgrade.js';

/** What a WebSocket carries with it from its opening on. */
export interface SocketExtra {
  readonly request: IncomingMessage;
  /** Null until the client has said who it is. */
  subscriber: Subscriber | null;
  close(code: number, reason: string): void;
}

const ANYBODY: Subscriber = { principal: LOCAL_PRINCIPAL, credentials: null };

/** What the headers of a WebSocket say: who opens it (null where that comes later), or why it is refused. */
export type Entry = { readonly subscriber: Subscriber | null } | { readonly refusal: UpgradeRefusal };

/**
 * Who opens a WebSocket, by its headers: a program can set Authorization, the dashboard has its cookie. Null for one that
 * says it later, in `connection_init`, as a page of another origin must.
 */
export async function entryByHeaders(request: IncomingMessage, door: Door | null): Promise<Entry> {
  if (!door) return { subscriber: ANYBODY };
  try {
    const address = door.addressOf(request);
    await door.gate.arrive(address);
    const credentials = door.credentialsOf(request.headers);
    if (!credentials) return { subscriber: null };
    return { subscriber: { credentials, principal: await door.gate.enter(credentials, address) } };
  } catch (thrown) {
    const { code, message, hint = '' } = toThetaError(thrown);
    return { refusal: [httpStatusOf(code), code, message, hint] };
  }
}

/** Reads `connection_init` where the headers have not said who subscribes; closes with 4401 for nobody whom the server knows. */
export const onConnect =
  (door: Door | null): NonNullable<ServerOptions<Record<string, unknown>, SocketExtra>['onConnect']> =>
  async ({ connectionParams, extra }) => {
    if (extra.subscriber || !door) return true;
    const { authorization, Authorization = authorization } = connectionParams ?? {};
    const credentials = typeof Authorization === 'string' ? bearer(Authorization) : null;
    try {
      const principal = await door.gate.enter(credentials, door.addressOf(extra.request));
      extra.subscriber = { principal, credentials };
      return true;
    } catch (thrown) {
      const { code, kind }: ThetaError = toThetaError(thrown);
      // A client comes back after 1013 ("try again later"), and not after 4401.
      if (kind === 'unavailable') extra.close(1013, code);
      else extra.close(code === 'FORBIDDEN' ? CloseCode.Forbidden : CloseCode.Unauthorized, code);
      return false;
    }
  };
