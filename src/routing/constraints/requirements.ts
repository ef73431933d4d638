import type { Llm } from '../../domain/llm.js';
import { contextRequirement, latencyRequirement, outputRequirement } from './numbers.js';
import type { ConstraintCode, ConstraintName, Constraints, Requirement } from './types.js';

/** The requirements of checked constraints, for a query of so many tokens; in the order in which reasons are given. */
export function requirementsOf(asked: Constraints, inputTokens: number): readonly Requirement[] {
  const { minContext, outputTokens, maxLatencyMs, allow, deny, modalities, languages, requireTags, forbidTags } = asked;
  return [
    deny && plain('deny', 'DENIED', ({ id }) => (deny.includes(id) ? 'is on the deny list' : null)),
    allow && plain('allow', 'NOT_ALLOWED', ({ id }) => (allow.includes(id) ? null : 'is not on the allow list')),
    minContext === undefined ? undefined : contextRequirement(minContext),
    outputTokens === undefined ? undefined : outputRequirement(outputTokens, inputTokens),
    modalities && plain('modalities', 'MODALITY', (llm) => unread(llm, modalities)),
    asked.tools === true ? plain('tools', 'TOOLS', withoutTools) : undefined,
    languages && plain('languages', 'LANGUAGE', (llm) => unspoken(llm, languages)),
    requireTags && plain('requireTags', 'TAG', (llm) => untagged(llm, requireTags)),
    forbidTags && plain('forbidTags', 'TAG', (llm) => tagged(llm, forbidTags)),
    maxLatencyMs === undefined ? undefined : latencyRequirement(maxLatencyMs),
  ].filter((requirement) => requirement !== undefined);
}

/** A requirement that is met or not; `words` says how it is not. */
function plain(constraint: ConstraintName, code: ConstraintCode, words: (llm: Llm) => string | null): Requirement {
  return {
    constraint,
    unmet: (llm) => {
      const found = words(llm);
      return found === null ? null : { code, words: found };
    },
  };
}

function unread({ modalities }: Llm, wanted: readonly string[]): string | null {
  const missing = without(wanted, modalities);
  return missing.length === 0 ? null : `reads ${modalities.join(', ')}, not ${missing.join(', ')}`;
}

function withoutTools({ toolCalling }: Llm): string | null {
  if (toolCalling === null) return 'is not known to call tools';
  return toolCalling ? null : 'does not call tools';
}

function unspoken({ languages }: Llm, wanted: readonly string[]): string | null {
  if (languages === null) return `has languages that are not known, and must have ${wanted.join(', ')}`;
  const missing = without(wanted, languages);
  return missing.length === 0 ? null : `has the languages ${languages.join(', ')}, not ${missing.join(', ')}`;
}

function untagged({ tags }: Llm, wanted: readonly string[]): string | null {
  const missing = without(wanted, tags);
  return missing.length === 0 ? null : `is not tagged ${missing.join(', ')}`;
}

function tagged({ tags }: Llm, forbidden: readonly string[]): string | null {
  const clean = without(forbidden, tags);
  const there = forbidden.filter((tag) => !clean.includes(tag));
  return there.length === 0 ? null : `is tagged ${there.join(', ')}, which is forbidden`;
}

/** Those of `wanted` (lower case) that are not in `there` (any case). */
function without(wanted: readonly string[], there: readonly string[]): string[] {
  const known = new Set(there.map((value) => value.toLowerCase()));
  return wanted.filter((value) => !known.has(value));
}
