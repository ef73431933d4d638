import { ThetaError } from '../../domain/errors.js';
import type { EvaluationReport } from '../../evaluation/report.js';
import type { Watch } from '../worker-messages.js';
import { budget } from './budget.protocol.js';
import { alphaSweep } from './alpha-sweep.protocol.js';
import { coldStart } from './cold-start.protocol.js';
import { calibration } from './calibration.protocol.js';
import { difficulty } from './difficulty.protocol.js';
import { dims } from './dims.protocol.js';
import { embedders } from './embedders.protocol.js';
import { main } from './main.protocol.js';
import { newLlm } from './new-llm.protocol.js';
import { ordering } from './ordering.protocol.js';
import type { AnyProtocol, ProtocolInput } from './protocol.js';
import { stability } from './stability.protocol.js';
import { topK } from './top-k.protocol.js';
import { warmUp } from './warm-up.protocol.js';

/** Every protocol, in the order in which they are listed to people. */
export const PROTOCOLS: readonly AnyProtocol[] = Object.freeze([
  main,
  topK,
  newLlm,
  coldStart,
  embedders,
  warmUp,
  dims,
  difficulty,
  budget,
  calibration,
  alphaSweep,
  stability,
  ordering,
]);

/** Throws CONFIG_INVALID, naming the known ones. */
export function protocolOf(id: string): AnyProtocol {
  const found = PROTOCOLS.find((p) => p.id === id);
  if (found) return found;
  throw new ThetaError('CONFIG_INVALID', `There is no evaluation protocol ${JSON.stringify(id)}.`, {
    hint: `Known protocols: ${PROTOCOLS.map((p) => p.id).join(', ')}.`,
  });
}

/** The parameters of a protocol with defaults filled in. Throws CONFIG_INVALID naming each wrong one. */
export function parseParameters(protocol: AnyProtocol, raw: unknown = {}): unknown {
  const parsed = protocol.parameters.safeParse(raw);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((i) => [i.path.join('.'), i.message].filter((part) => part !== '').join(': '));
  const shape = (protocol.parameters as { readonly shape?: object }).shape ?? {};
  throw new ThetaError('CONFIG_INVALID', `Protocol ${protocol.id}: ${lines.join('; ')}.`, {
    hint: `Parameters of ${protocol.id}: ${Object.keys(shape).join(', ') || 'none'}.`,
  });
}

/** Embedders that the parameters of a protocol name. Throws what parsing throws, also where a protocol names none. */
export function namedEmbedders(id: string, parameters: unknown): readonly string[] {
  const protocol = protocolOf(id);
  const parsed = parseParameters(protocol, parameters);
  return protocol.embedders?.(parsed) ?? [];
}

/** Runs a protocol with parameters as they came from a person. Throws what parsing and the protocol throw. */
export async function runProtocol(
  id: string,
  input: ProtocolInput,
  parameters: unknown,
  watch: Watch,
): Promise<EvaluationReport> {
  const protocol = protocolOf(id);
  return protocol.run(input, parseParameters(protocol, parameters), watch);
}
