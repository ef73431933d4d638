import { ThetaError } from '../../domain/errors.js';
import { queryId } from '../../domain/query-id.js';
import { keyedDigest } from '../../domain/query-privacy.js';
import { textDigest } from '../../domain/text-digest.js';
import type { ForgetReport, ForgetRequest, ForgetSelection, ForgetStore, Forgotten } from './types.js';

/** Decisions of a transaction. */
const STEP_ROWS = 1000;
const MOST_IDS = 10_000;
const DIGEST = /^[0-9a-f]{64}$/;
/** Of a SHA-256 in hexadecimal: query-id.ts. */
const ID_DIGITS = 16;

export interface ForgetService {
  /** Removes texts, digests and what was said in words from logged decisions; asked again, it finds nothing more. Throws BAD_USER_INPUT. */
  forget(request: ForgetRequest): Promise<ForgetReport>;
}

export interface ForgetDeps {
  readonly store: ForgetStore;
  readonly hashKey: string | null;
  /** Resolves when what this server has decided so far is stored. */
  readonly settle: () => Promise<void>;
  /** Which stored versions have evidence about any of these queries. */
  readonly versionsThatKnow: (queryIds: ReadonlySet<string>) => Promise<readonly string[]>;
  readonly isTrainingQuery: (queryId: string) => Promise<boolean>;
}

export function createForgetService(deps: ForgetDeps): ForgetService {
  const { store } = deps;
  return {
    async forget(request) {
      const selection = selectionOf(request, deps.hashKey);
      await deps.settle();
      const { total, taught } = await forgetAll(store, selection);
      const { query } = selection;
      const asked = query && askedId(request, query.sha256);
      const vectors = query ? await store.forgetVectors(query.digests) : 0;
      if (asked !== null) taught.add(asked);
      return {
        ...total,
        vectors: total.vectors + vectors,
        labelled: onlyTag(request) ? await store.forgetLabel(request.tag as string) : { decisions: 0, sums: 0 },
        versions: taught.size === 0 ? [] : await deps.versionsThatKnow(taught),
        isTrainingQuery: asked === null ? null : await deps.isTrainingQuery(asked),
      };
    },
  };
}

async function forgetAll(store: ForgetStore, selection: ForgetSelection) {
  const taught = new Set<string>();
  let total: Forgotten = { decisions: 0, labels: 0, shadows: 0, vectors: 0 };
  for (let after: string | null = null; ;) {
    const step = await store.forgetSome(selection, after, STEP_ROWS);
    total = {
      decisions: total.decisions + step.decisions,
      labels: total.labels + step.labels,
      shadows: total.shadows + step.shadows,
      vectors: total.vectors + step.vectors,
    };
    for (const id of step.taught) taught.add(id);
    after = step.next;
    if (after === null) return { total, taught };
  }
}

function selectionOf(request: ForgetRequest, key: string | null): ForgetSelection {
  const { text, hash, decisionIds, tag, before } = request;
  if ([text, hash, decisionIds, tag, before].every((one) => one === undefined)) {
    throw invalid('Expected a text, a hash, ids of decisions, a tag or a moment, got none.');
  }
  if (text !== undefined && hash !== undefined) throw invalid('Expected a text or a hash, got both.');
  if (hash !== undefined && !DIGEST.test(hash)) throw invalid('Expected a hash of 64 hexadecimal digits.');
  if (decisionIds && decisionIds.length > MOST_IDS) {
    throw invalid(`Expected at most ${MOST_IDS} ids of decisions, got ${decisionIds.length}.`);
  }
  const sha256 = text === undefined ? hash : textDigest(text);
  return {
    query: sha256 === undefined ? null : { text: text ?? null, sha256, digests: digestsOf(sha256, key) },
    decisionIds: decisionIds ?? null,
    tag: tag ?? null,
    before: before ?? null,
  };
}

const digestsOf = (sha256: string, key: string | null) => [sha256, ...(key === null ? [] : [keyedDigest(key, sha256)])];

/** Under a key the digest that the log shows is no SHA-256, and its first digits name nothing: then no query is found by them. */
const askedId = ({ text }: ForgetRequest, sha256: string): string =>
  text === undefined ? sha256.slice(0, ID_DIGITS) : queryId(text);

const onlyTag = ({ text, hash, decisionIds, tag, before }: ForgetRequest): boolean =>
  tag !== undefined && [text, hash, decisionIds, before].every((one) => one === undefined);

const invalid = (message: string) =>
  new ThetaError('BAD_USER_INPUT', message, { hint: 'docs/data.md has what can be forgotten, and by what.' });
