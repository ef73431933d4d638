import { Link } from 'wouter';
import { versionPath } from '../paths';
import type { Origin } from './summary';

const WORDS = {
  refit: 'Refit over',
  evidence: 'Learned from answers, over',
  feedback: 'Learned from feedback, over',
  correction: 'Clusters corrected, over',
} as const;

/** Where a version comes from, with a link to its parent. */
export function OriginLine({ of, labels }: { of: Origin; labels: ReadonlyMap<string, string> }) {
  if (of.kind === 'trained') return 'Trained';
  return (
    <>
      {WORDS[of.kind]} <Link href={versionPath(of.of)}>{labels.get(of.of) ?? of.of}</Link>
    </>
  );
}

/** When a version was made; the shipped one bears no date. */
export const madeAt = (createdAt: string): string | null => (createdAt.startsWith('1970') ? null : createdAt);
