import type { Json } from '../../domain/artifact.js';
import { artifactDigest, encodeArtifact } from '../../domain/artifact.js';
import type { Clock } from '../../domain/clock.js';
import type { Evidence } from '../../domain/evidence.js';
import { versionId } from '../../domain/ids.js';
import { toThetaError } from '../../domain/errors.js';
import { inTurn } from '../../domain/in-turn.js';
import { encodeEvidence } from '../../routing/evidence-artifact.js';
import type { RouterSetManifest, RouterSetRepository } from '../../routing/ports.js';
import type { RouterSet } from '../../routing/router-set.js';
import { buildEvidence } from './build-evidence.js';
import type { EvidenceSource } from './source.js';

/** Why a version with other evidence is made. */
export interface EvidenceChange {
  /** For people, put behind the label of the version that was trained: "20 answers of llama-4". */
  readonly note: string;
  readonly serve: boolean;
}

export interface EvidenceVersionsDeps {
  readonly sources: readonly EvidenceSource[];
  /** The set that serves. */
  readonly serving: () => RouterSet;
  readonly routerSets: Pick<RouterSetRepository, 'save' | 'promote'>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Makes the version serve that is promoted now. */
  readonly serveCurrent: () => Promise<void>;
}

/** Versions of the serving set that differ from it in evidence alone. */
export interface EvidenceVersions {
  /**
   * Makes a version of the serving set with everything that the sources know now; null where that is what it has already. One call at a
   * time, so that a later one never serves less than an earlier one.
   */
  refresh(change: EvidenceChange): Promise<RouterSetManifest | null>;
}

/** Another server may change what serves meanwhile; this often it is looked at anew. */
const ATTEMPTS = 3;

export function createEvidenceVersions(deps: EvidenceVersionsDeps): EvidenceVersions {
  const attempt = async ({ note, serve }: EvidenceChange): Promise<RouterSetManifest | null> => {
    const set = deps.serving();
    const made = await versionWith(set, note, deps);
    if (made === null) return null;
    await deps.routerSets.save(made.manifest, made.blobs);
    if (!serve) return made.manifest;
    await deps.routerSets.promote(made.manifest.version, set.manifest.version);
    await deps.serveCurrent();
    return made.manifest;
  };
  return {
    refresh: inTurn(async (change: EvidenceChange) => {
      for (let left = ATTEMPTS - 1; ; left--) {
        try {
          return await attempt(change);
        } catch (thrown) {
          if (left === 0 || toThetaError(thrown).code !== 'UPDATE_OUTDATED') throw thrown;
          await deps.serveCurrent();
        }
      }
    }),
  };
}

/** A version that is not stored yet, with the bytes that only it has. */
export interface MadeVersion {
  readonly manifest: RouterSetManifest;
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

/** The set with what the sources know; null where that is what it has. */
export async function versionWith(
  set: RouterSet,
  note: string,
  deps: Pick<EvidenceVersionsDeps, 'sources' | 'clock' | 'newId'>,
): Promise<MadeVersion | null> {
  const known = await Promise.all(deps.sources.map((source) => source.collect(set)));
  const evidence = await buildEvidence(set, known);
  const bytes = isEmpty(evidence) ? null : encodeArtifact(encodeEvidence(evidence));
  const digest = bytes && artifactDigest(bytes);
  if (digest === set.manifest.evidence) return null;
  const counts = deps.sources.map(({ name }, i): [string, Json] => [
    name,
    { scores: known[i]?.scores.length ?? 0, preferences: known[i]?.preferences.length ?? 0 },
  ]);
  const manifest = withEvidence(set.manifest, digest, note, Object.fromEntries(counts), deps);
  return { manifest, blobs: new Map(bytes && digest ? [[digest, bytes]] : []) };
}

const isEmpty = ({ scores, preferences }: Evidence): boolean =>
  scores.query.length === 0 && preferences.query.length === 0;

/** What a version with evidence says of itself in its summary. */
export interface EvidenceSummary {
  readonly [key: string]: Json;
  /** Its own name, so that a version that was made from it by other means does not pass for one. */
  readonly version: string;
  /** The version whose routers it has, and that version's label. */
  readonly of: string;
  readonly label: string;
}

/** Null for a version that was trained, or corrected. */
export function evidenceSummary({
  version,
  summary,
}: Pick<RouterSetManifest, 'version' | 'summary'>): EvidenceSummary | null {
  const found = summary['evidence'] as EvidenceSummary | undefined;
  return found?.version === version ? found : null;
}

function withEvidence(
  old: RouterSetManifest,
  evidence: string | null,
  note: string,
  counts: { readonly [source: string]: Json },
  { clock, newId }: Pick<EvidenceVersionsDeps, 'clock' | 'newId'>,
): RouterSetManifest {
  const before = evidenceSummary(old);
  const of = before?.of ?? old.version;
  const label = before?.label ?? old.label;
  const now = clock.now();
  const version = versionId(`v${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}-${newId().slice(-6)}`);
  return {
    ...old,
    version,
    label: `${label} + ${note}`,
    createdAt: now,
    evidence,
    summary: { ...old.summary, evidence: { version, of, label, note, ...counts } },
  };
}
