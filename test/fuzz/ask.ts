import type { Agent } from 'node:http';
import { request as send } from 'node:http';
import type { FuzzRequest } from './http-requests.js';
import type { FuzzAnswer } from './verdict.js';

/** Beyond it an answer counts as one that never comes. */
const LONGEST_MS = 120_000;

/** One request with bytes as they are; clients of Node's fetch would mend some of them. */
export function answerTo(url: string, request: FuzzRequest, agent: Agent): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(url);
  const { method, path, headers, body } = request;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(LONGEST_MS);
    const outgoing = send({ hostname, port, method, path, headers, agent, signal }, (incoming) => {
      const type = incoming.headers['content-type'] ?? '';
      const status = incoming.statusCode ?? 0;
      const chunks: Buffer[] = [];
      const end = (): void => resolve({ status, type, body: Buffer.concat(chunks).toString() });
      // A stream of events has no end: that it began is its answer.
      if (type.startsWith('text/event-stream')) {
        incoming.destroy();
        return end();
      }
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', end);
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
