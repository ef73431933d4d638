import type { Clock } from '../../domain/clock.js';
import { ThetaError, throwIfAborted } from '../../domain/errors.js';
import type { Json } from '../../domain/artifact.js';
import type { VersionId } from '../../domain/ids.js';
import { versionId } from '../../domain/ids.js';
import type { RouterSetManifest, RouterSetRepository } from '../../routing/ports.js';
import type { RouterSet } from '../../routing/router-set.js';
import type { Caller } from '../../routing/types.js';
import type { MadeVersion } from '../evidence/evidence-versions.js';
import { versionWith } from '../evidence/evidence-versions.js';
import type { EvidenceSource } from '../evidence/source.js';
import type { DiffConditions } from '../version-diff/version-diff.js';
import { versionDiff } from '../version-diff/version-diff.js';
import type { FeedbackCut } from './cut.js';
import { cutOf, laterDrift, storedCut } from './cut.js';
import type { Drifted } from './forgetting.js';
import type { UpdateLimits } from './limits.js';
import { checkLimits } from './limits.js';
import type { StatementDeps } from './read-statements.js';
import type { FeedbackReport } from './report.js';
import { feedbackReport } from './report.js';
import type { FeedbackSettings } from './settings.js';
import { FEEDBACK_SOURCE, gatherFeedback } from './source.js';
import type { FeedbackUpdate } from './types.js';

export interface UpdateDeps extends StatementDeps {
  readonly settings: FeedbackSettings;
  readonly limits: UpdateLimits;
  /** Where evidence comes from besides feedback. */
  readonly otherSources: readonly EvidenceSource[];
  readonly routerSets: Pick<RouterSetRepository, 'save'>;
  /** Loads a version for a look; `blobs` are bytes that are not stored yet. The caller disposes of it. */
  readonly load: (manifest: RouterSetManifest, blobs?: ReadonlyMap<string, Uint8Array>) => Promise<RouterSet>;
  /** LLMs whose answers are no longer what was predicted. */
  readonly drifted: (caller: Caller) => Promise<Drifted>;
  /** What decisions of a diff are made with; asked once per diff. */
  readonly conditions: () => DiffConditions;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Stores a version of a loaded set that has learned from all feedback so far, with what it changes. Throws FEEDBACK_INSUFFICIENT or CANCELLED. */
export async function makeUpdate(
  set: RouterSet,
  deps: UpdateDeps,
  caller: Caller,
): Promise<Omit<FeedbackUpdate, 'approved'>> {
  const before = cutOf(set.manifest);
  const drifted = laterDrift(before?.drifted ?? new Map(), await deps.drifted(caller));
  const cut = { until: deps.clock.now(), drifted };
  const gathered = await gatherFeedback(deps, deps.settings, set, cut, caller.signal);
  const report = await feedbackReport(gathered, set, before?.until ?? null);
  if (report.fresh === 0) throw nothingNew(report);
  const feedback: EvidenceSource = { name: FEEDBACK_SOURCE, collect: async () => gathered.weighed };
  const note = `feedback of ${new Date(cut.until).toISOString().slice(0, 10)}`;
  const made = await versionWith(set, note, { ...deps, sources: [...deps.otherSources, feedback] });
  if (made === null) throw nothingNew(report);
  throwIfAborted(caller.signal);
  const { manifest, blobs } = markUpdate(made, set.manifest.version, cut);
  const candidate = await deps.load(manifest, blobs);
  try {
    const diff = await versionDiff(set, candidate, deps.conditions(), caller.signal);
    const limits = checkLimits(report.fresh, diff, report.reporters, deps.limits);
    await deps.routerSets.save(manifest, blobs);
    const over = set.manifest.version;
    return { manifest, over, report, diff, limits, withinLimits: limits.every(({ met }) => met) };
  } finally {
    await candidate.dispose();
  }
}

/** The version that an update was compared with; null for a version that is no update, though it may have learned from feedback. */
export function updateOver({ version, summary }: RouterSetManifest): VersionId | null {
  const { update } = (summary['feedback'] ?? {}) as { readonly update?: { version: string; over: string } };
  // Versions that are made of this one for another reason inherit its summary.
  return update?.version === version ? versionId(update.over) : null;
}

function markUpdate({ manifest, blobs }: MadeVersion, over: VersionId, cut: FeedbackCut): MadeVersion {
  const feedback: Json = { ...storedCut(cut), update: { version: manifest.version, over } };
  return { manifest: { ...manifest, summary: { ...manifest.summary, feedback } }, blobs };
}

function nothingNew({ read, teaching, left }: FeedbackReport): ThetaError {
  const why = left.map(({ text, statements }) => ` ${statements} teach nothing: ${text}`).join('');
  return new ThetaError(
    'FEEDBACK_INSUFFICIENT',
    teaching === 0
      ? `None of ${read} statements is one that routers can learn from.${why}`
      : `The serving version has learned from all ${teaching} statements that teach something.${why}`,
    { hint: 'Record scores, thumbs or preferred LLMs on decisions that are logged with their text.' },
  );
}
