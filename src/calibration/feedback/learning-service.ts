import { ThetaError } from '../../domain/errors.js';
import type { VersionId } from '../../domain/ids.js';
import { inTurn } from '../../domain/in-turn.js';
import type { RouterSetManifest, RouterSetRepository } from '../../routing/ports.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { Caller } from '../../routing/types.js';
import { versionDiff } from '../version-diff/version-diff.js';
import { cutOf } from './cut.js';
import type { UpdateDeps } from './make-update.js';
import { makeUpdate, updateOver } from './make-update.js';
import { feedbackReport } from './report.js';
import { versionBefore } from './roll-back.js';
import { gatherFeedback } from './source.js';
import type { LearnRequest, LearningService } from './types.js';

export interface LearningDeps extends UpdateDeps {
  readonly routerSets: Pick<RouterSetRepository, 'current' | 'list' | 'save' | 'promote' | 'promotions' | 'rollBack'>;
  /** Makes the version serve that is promoted now. */
  readonly serveCurrent: () => Promise<void>;
}

export function createLearningService(deps: LearningDeps): LearningService {
  const { routerSets } = deps;
  const rollbackTarget = async () => versionBefore(await routerSets.promotions());
  const serve = async (manifest: RouterSetManifest, over: VersionId) => {
    await routerSets.promote(manifest.version, over);
    await deps.serveCurrent();
    return manifest;
  };
  // In turn: two at once would make two versions of the same feedback.
  const learn = inTurn(async ({ approveWithinLimits, unlessProposed }: LearnRequest, caller: Caller) => {
    if (unlessProposed) await expectUnproposed(deps);
    const made = await withLoaded(deps, await serving(deps), (set) => makeUpdate(set, deps, caller));
    const approved = approveWithinLimits && made.withinLimits;
    if (approved) await serve(made.manifest, made.over);
    return { ...made, approved };
  });
  return {
    async report(caller = {}) {
      return withLoaded(deps, await serving(deps), async (set) => {
        const before = cutOf(set.manifest);
        const cut = { until: deps.clock.now(), drifted: before?.drifted ?? new Map<never, number>() };
        const gathered = await gatherFeedback(deps, deps.settings, set, cut, caller.signal);
        return feedbackReport(gathered, set, before?.until ?? null);
      });
    },
    learn: (request, caller = {}) => learn(request, caller),
    async approve(version) {
      const manifest = await stored(deps, version);
      const over = updateOver(manifest);
      if (over !== null) return serve(manifest, over);
      throw new ThetaError('UPDATE_OUTDATED', `Version ${version} is no update from feedback.`, {
        hint: 'promoteRouterSet lets any stored version serve, without comparing.',
      });
    },
    rollbackTarget,
    async rollBack() {
      const to = await rollbackTarget();
      if (to === null) {
        throw new ThetaError('NOTHING_TO_ROLL_BACK', 'No version served before the one that serves.', {
          hint: 'promoteRouterSet lets any stored version serve.',
        });
      }
      await routerSets.rollBack(to, (await serving(deps)).version);
      await deps.serveCurrent();
      return stored(deps, to);
    },
    promotions: () => routerSets.promotions(),
    async diff(from, to, caller = {}) {
      const [before, after] = [await stored(deps, from), await stored(deps, to)];
      return withLoaded(deps, before, (a) =>
        withLoaded(deps, after, (b) => versionDiff(a, b, deps.conditions(), caller.signal)),
      );
    },
  };
}

/** Throws FEEDBACK_INSUFFICIENT where an update over the serving version knows the newest statement. */
async function expectUnproposed(deps: LearningDeps): Promise<void> {
  const { version } = await serving(deps);
  const [newest] = await deps.feedback.newest(1, deps.clock.now());
  const proposed = (await deps.routerSets.list()).find(
    (manifest) => updateOver(manifest) === version && (cutOf(manifest)?.until ?? 0) >= (newest?.createdAt ?? 0),
  );
  if (!proposed) return;
  throw new ThetaError(
    'FEEDBACK_INSUFFICIENT',
    `Version ${proposed.version} has learned from everything said so far.`,
    {
      hint: 'Approve it, or wait for more feedback.',
    },
  );
}

/** By the database, which another server may have changed. */
async function serving({ routerSets }: LearningDeps): Promise<RouterSetManifest> {
  const manifest = await routerSets.current();
  if (manifest) return manifest;
  throw new ThetaError('NO_ROUTER_SET', 'The database holds no router set that serves.');
}

async function stored({ routerSets }: LearningDeps, version: VersionId): Promise<RouterSetManifest> {
  const found = (await routerSets.list()).find((manifest) => manifest.version === version);
  if (found) return found;
  throw new ThetaError('UNKNOWN_VERSION', `No router set of version ${version} is stored.`, {
    hint: 'The query routerSets lists every version.',
  });
}

/** Loaded for this look alone: what serves may be replaced and disposed of meanwhile. */
async function withLoaded<T>(
  { load }: LearningDeps,
  manifest: RouterSetManifest,
  look: (set: RouterSet) => Promise<T>,
): Promise<T> {
  const set = await load(manifest);
  try {
    return await look(set);
  } finally {
    await set.dispose();
  }
}
