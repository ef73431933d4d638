import { scoresOf } from '../../domain/evidence.js';
import { seededRng } from '../../domain/random.js';
import { findLlm } from '../../routing/candidates.js';
import { findRouter } from '../../routing/route-request.js';
import type { Snapshot } from '../../routing/snapshot.js';
import { contestOf } from './contest.js';
import { whyNoContest } from './contestants.js';
import { displacedLlms, previewExamples } from './displaced.js';
import { totalsOf } from './figures.js';
import { lineUp } from './line-up.js';
import { needsIn } from './needs.js';
import { previewNotes } from './notes.js';
import { previewAim } from './objective.js';
import { outcomeOf } from './outcome.js';
import { ownEstimate } from './own-estimate.js';
import { describeParts, membership, partsOf } from './parts.js';
import { columnOf, predictAll } from './predict.js';
import { previewText } from './prose.js';
import type { PreviewQueryDeps } from './queries.js';
import { previewQueries } from './queries.js';
import { replicate } from './replicates.js';
import type { LlmPreview, PreviewRequest, PreviewService } from './types.js';
import { weakAbilities } from './weak-abilities.js';

export interface PreviewDeps extends PreviewQueryDeps {
  /** What serves now; asked once per call. */
  readonly snapshot: () => Pick<Snapshot, 'set' | 'catalogue'>;
  readonly defaultAlpha: number;
}

/** Of the draws: the same question on the same version has the same answer. */
const SEED = 1;
const DEFAULT_EXAMPLES = 5;

export function createPreviewService(deps: PreviewDeps): PreviewService {
  return {
    async preview(request, caller = {}) {
      const { set, catalogue } = deps.snapshot();
      const router = findRouter(set, request.router ?? set.manifest.defaultRouter);
      const unfit = whyNoContest(router);
      if (unfit) throw unfit;
      const line = lineUp(request, router, set, catalogue);
      const { llm } = request;
      const queries = await previewQueries(request, line.pool, { set, catalogue }, deps, caller);
      const { batch, alphas } = queries;
      const predicted = await predictAll(router, batch, line.llms, caller.signal);
      const spend = await queries.spend(line.llms, line.prices);
      const aim = await previewAim(request, line, queries, spend, {
        ...{ set, catalogue, router },
        ...{ defaultAlpha: deps.defaultAlpha, warmUpNeighbours: deps.warmUpNeighbours },
        warmUpWeight: deps.warmUpWeight ?? set.manifest.warmUpWeight,
      });
      const world = { ...line, predicted, spend, with: aim.with, without: aim.without };
      const contest = contestOf(world);
      const estimate = await ownEstimate(llm, router, batch, columnOf(predicted, line.own));
      const now = outcomeOf(contest, world, estimate.predicted);
      const needs = await needsIn(router, batch);
      const parts = partsOf(world, queries.tasks, needs);
      const members = membership(parts, predicted.rows);
      const draws = await replicate(estimate, contest, world, now, members, seededRng(SEED), caller.signal);
      const asked = needs && { ...needs, tasks: queries.tasks, taken: now.taken };
      const figures: Omit<LlmPreview, 'text' | 'notes'> = {
        ...{ llm, change: line.change, pool: line.pool, router: router.id, version: set.manifest.version },
        ...{ alpha: aim.alpha, target: aim.target },
        ...{ on: queries.on, queries: predicted.rows, decisions: queries.decisions },
        answers: scoresOf(set.evidence, llm).rows.length,
        knowsDeviation: estimate.halfWidth !== null,
        ...totalsOf(estimate, now, contest, world, draws, aim.target === null),
        displaced: displacedLlms(now, contest, world, queries, draws),
        where: describeParts(parts, now, contest, world, estimate, draws),
        examples: await previewExamples(request.examples ?? DEFAULT_EXAMPLES, now, contest, world, estimate, queries),
        weakAbilities: asked && (await weakAbilities(llm, router, set, asked)),
      };
      const notes = previewNotes(figures, {
        asked: request.on ?? 'RECENT',
        llm: findLlm(catalogue, llm),
        hasPosterior: Boolean(router.onboarding?.posterior(llm)),
        isTrained: router.loaded.llms.includes(llm),
        defaultAlpha: deps.defaultAlpha,
        towardsTarget: isByDecision(request) ? (alphas?.filter((alpha) => alpha === null).length ?? 0) : 0,
      });
      return { ...figures, text: previewText(figures, catalogue), notes };
    },
  };
}

const isByDecision = ({ alpha, objective }: PreviewRequest): boolean => alpha === undefined && objective === undefined;
