import { ThetaError } from '../../../domain/errors.js';

/** Which model where: what messages name. */
export interface Target {
  readonly spec: { readonly model: string };
  readonly url: string;
}

/** Characters of a service's own words that are worth repeating. */
const QUOTED = 300;

const failure = ({ spec, url }: Target, what: string, hint: string, cause?: unknown): ThetaError =>
  new ThetaError('EMBEDDER_UNAVAILABLE', `${spec.model} at ${url} ${what}.`, { hint, cause });

export const unreachable = (target: Target, cause: Error): ThetaError =>
  failure(
    target,
    `gave no embeddings: ${cause.message}`,
    'Is the service running and reachable from here? Check THETA_EMBEDDER_URL; THETA_EMBEDDER_TIMEOUT_MS says how long an answer may take.',
    cause,
  );

export const unusable = (target: Target, cause: Error): ThetaError =>
  failure(
    target,
    `answered with ${cause.message}`,
    'Check that it is an embedding model behind an OpenAI-compatible /embeddings, and THETA_EMBEDDER_DIMS.',
    cause,
  );

/** A status that the same request would get again. */
export function refusal(
  target: Target,
  status: number,
  headers: Headers,
  body: string,
  key: string | null,
): ThetaError {
  if (status >= 300 && status < 400) {
    const location = headers.get('location');
    const to =
      location !== null && URL.canParse(location, target.url) ? new URL(location, target.url).origin : 'elsewhere';
    return failure(
      target,
      `redirects to ${to}`,
      'Set THETA_EMBEDDER_URL to the address itself; redirects are not followed.',
    );
  }
  // Services repeat parts of a wrong key in their answer, so it is not quoted.
  if (status === 401 || status === 403) {
    const { origin } = new URL(target.url);
    return failure(
      target,
      key === null
        ? `asks for a key: status ${status}, and none is set for ${origin}`
        : `refused the key: status ${status}`,
      'Set THETA_EMBEDDER_KEY, OPENAI_API_KEY for api.openai.com or ZHIPUAI_API_KEY for open.bigmodel.cn; a key goes to its own address only.',
    );
  }
  const hint =
    status === 404 || status === 405
      ? 'Check THETA_EMBEDDER_URL, which ends with the version as in https://host/v1, and THETA_EMBEDDER_MODEL.'
      : 'Check THETA_EMBEDDER_MODEL, THETA_EMBEDDER_DIMS and THETA_EMBEDDER_MAX_TOKENS.';
  return failure(target, `refused the request with status ${status}: ${quoted(body, key)}`, hint);
}

/** A service's own words, shortened, without the key should it repeat it. */
export function quoted(body: string, key: string | null): string {
  const words = body.replace(/\s+/g, ' ').trim();
  return JSON.stringify((key === null ? words : words.replaceAll(key, '…')).slice(0, QUOTED));
}
