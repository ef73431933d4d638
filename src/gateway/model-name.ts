import type { LlmId, PoolId, RouterId } from '../domain/ids.js';
import { poolId, routerId } from '../domain/ids.js';
import type { Catalogue } from '../domain/llm.js';
import { llmNames } from '../domain/llm.js';
import { GatewayError, badRequest } from './gateway-error.js';

/** What the field `model` of a request asks for. */
export type AskedModel =
  | {
      readonly kind: 'routed';
      readonly router: RouterId | undefined;
      readonly pool: PoolId | undefined;
      /** In [0, 1]. */
      readonly alpha: number | undefined;
    }
  | { readonly kind: 'llm'; readonly llm: LlmId };

export interface Names {
  readonly routers: ReadonlySet<string>;
  readonly catalogue: Catalogue;
}

export const GRAMMAR =
  'Expected "theta", "theta:ROUTER", "theta:POOL", "theta:ROUTER,POOL", each with "/ALPHA" behind it or not (for example theta:mirt, theta:cheap/0.6), or the id of an LLM.';

const VIRTUAL = /^theta(?=$|[:/])/;
const ALPHA = /^(?:0(?:\.\d+)?|1(?:\.0+)?|\.\d+)$/;

/**
 * Reads a model name:
 *
 *     model  = "theta" [ ":" part [ "," part ] ] [ "/" alpha ]  |  llm
 *     part   = [ "router=" | "pool=" ] name
 *     alpha  = a decimal number from 0 to 1
 *     llm    = id or alias of an LLM of the catalogue
 *
 * A name without prefix is that of a router or of a pool, whichever exists. Alpha is what stands behind the last slash where that is a number;
 * names of routers and pools may hold slashes otherwise. Throws GatewayError: 400 for a malformed name, 404 for an unknown one.
 */
export function readModelName(model: unknown, names: Names): AskedModel {
  if (typeof model !== 'string' || model === '') throw malformed('The field model is missing or no text.');
  if (!VIRTUAL.test(model)) return { kind: 'llm', llm: findLlm(model, names.catalogue) };
  const { rest, alpha } = cutAlpha(model.slice('theta'.length));
  if (rest !== '' && !rest.startsWith(':')) throw malformed(`"${short(model)}" is no model of this gateway.`);
  const asked: { router?: RouterId; pool?: PoolId } = {};
  for (const part of rest === '' ? [] : rest.slice(1).split(',')) {
    const { kind, name } = readPart(part, names);
    if (asked[kind] !== undefined) throw malformed(`"${short(model)}" names two ${kind}s.`);
    if (kind === 'router') asked.router = routerId(name);
    else asked.pool = poolId(name);
  }
  return { kind: 'routed', router: asked.router, pool: asked.pool, alpha };
}

function cutAlpha(rest: string): { readonly rest: string; readonly alpha: number | undefined } {
  const slash = rest.lastIndexOf('/');
  if (slash < 0) return { rest, alpha: undefined };
  const behind = rest.slice(slash + 1);
  if (ALPHA.test(behind)) return { rest: rest.slice(0, slash), alpha: Number(behind) };
  if (behind === '' || Number.isFinite(Number(behind))) {
    throw malformed(`Alpha must be a number from 0 to 1, got "${short(behind)}".`);
  }
  return { rest, alpha: undefined };
}

function readPart(part: string, { routers, catalogue }: Names): { readonly kind: 'router' | 'pool'; name: string } {
  const [, prefix, name = ''] = /^(?:(router|pool)=)?(.*)$/s.exec(part) as unknown as [string, string?, string?];
  if (name === '') throw malformed('A name is missing behind ":" or ",".');
  const isRouter = routers.has(name);
  const isPool = catalogue.pools.has(poolId(name));
  if (prefix === 'router' ? isRouter : prefix === 'pool' ? isPool : isRouter !== isPool) {
    return { kind: prefix === undefined ? (isRouter ? 'router' : 'pool') : (prefix as 'router' | 'pool'), name };
  }
  if (prefix === undefined && isRouter) {
    throw malformed(`"${short(name)}" is a router and a pool: say router=${name} or pool=${name}.`);
  }
  const kinds = prefix === undefined ? 'router or pool' : prefix;
  const known = [
    ...(prefix === 'pool' ? [] : [`Routers: ${[...routers].join(', ')}.`]),
    ...(prefix === 'router' ? [] : [`Pools: ${[...catalogue.pools.keys()].join(', ')}.`]),
  ].join(' ');
  throw notFound(`No ${kinds} "${short(name)}" exists. ${known}`);
}

function findLlm(model: string, catalogue: Catalogue): LlmId {
  if (catalogue.llms.has(model as LlmId)) return model as LlmId;
  const named = llmNames(catalogue).get(model.toLowerCase());
  if (named !== undefined) return named;
  throw notFound(`The model "${short(model)}" does not exist. ${GRAMMAR} GET /v1/models lists all.`);
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
const malformed = (what: string) => badRequest('invalid_model', `${what} ${GRAMMAR}`, 'model');
const notFound = (message: string) =>
  new GatewayError(404, 'invalid_request_error', 'model_not_found', message, { param: 'model' });
