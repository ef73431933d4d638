import { InvalidArgumentError } from 'commander';
import type { AnchorSelection } from '../calibration/types.js';
import type { Json } from '../domain/artifact.js';
import type { GraderId } from '../domain/graders.js';
import { GRADER_IDS, isGraderId } from '../domain/graders.js';

/** "a,b" → ["a", "b"] */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export function numbers(text: string): number[] {
  return list(text).map((part) => {
    const value = Number(part);
    if (!Number.isFinite(value)) throw new InvalidArgumentError(`expected numbers separated by commas, got "${part}"`);
    return value;
  });
}

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError(`expected a number, got "${text}"`);
  return value;
}

export function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError(`expected a whole number, 0 or more, got "${text}"`);
  return value;
}

export const atMost =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`expected a whole number from 1 to ${most}, got "${text}"`);
  };
export const atLeastOne = atMost(1_000_000);

export function url(text: string): string {
  if (/^https?:\/\/\S+$/.test(text)) return text;
  throw new InvalidArgumentError(`expected http://… or https://…, got "${text}"`);
}

export function grader(text: string): GraderId {
  const name = text.toLowerCase();
  if (isGraderId(name)) return name;
  throw new InvalidArgumentError(`expected ${GRADER_IDS.join(', ')}, got "${text}"`);
}

/** "adaptive" → "ADAPTIVE", as the API spells it. */
export function selection(text: string): AnchorSelection {
  const name = text.toUpperCase();
  if (name === 'ADAPTIVE' || name === 'STRATIFIED' || name === 'RANDOM') return name;
  throw new InvalidArgumentError(`expected stratified, adaptive or random, got "${text}"`);
}

/** ISO 8601; a date alone is its midnight, UTC. */
export function time(text: string): string {
  const ms = Date.parse(text);
  if (Number.isNaN(ms))
    throw new InvalidArgumentError(`expected a time such as 2026-01-31 or 2026-01-31T12:00Z, got "${text}"`);
  return new Date(ms).toISOString();
}

/** "greedy" → "GREEDY", as the API spells it. */
export function methodName(text: string): string {
  const name = text.toUpperCase();
  if (name === 'OPTIMAL' || name === 'GREEDY') return name;
  throw new InvalidArgumentError(`expected optimal or greedy, got "${text}"`);
}

type Settings = Record<string, Record<string, Json>>;

/** "mirt.dims=10" → { mirt: { dims: 10 } } */
export function setting(text: string, before: Settings): Settings {
  const match = /^([\w-]+)\.(\w+)=(.*)$/s.exec(text);
  if (!match) throw new InvalidArgumentError('expected router.name=value, for example mirt.dims=10');
  const [, router, name, raw] = match as unknown as [string, string, string, string];
  return { ...before, [router]: { ...before[router], [name]: jsonOrText(raw) } };
}

/** "weights=[0,0.2]" → { weights: [0, 0.2] } */
export function parameter(text: string, before: Record<string, Json>): Record<string, Json> {
  const match = /^(\w+)=(.*)$/s.exec(text);
  if (!match) throw new InvalidArgumentError('expected name=value, for example weights=[0,0.2]');
  const [, name, raw] = match as unknown as [string, string, string];
  return { ...before, [name]: jsonOrText(raw) };
}

function jsonOrText(raw: string): Json {
  try {
    return JSON.parse(raw) as Json;
  } catch {
    return raw;
  }
}
