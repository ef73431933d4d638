import type { IndexChoice, IndexEngine } from '../../index/neighbour-index.js';
import { toThetaError } from '../../domain/errors.js';
import type { Finding } from './finding.js';
import { failed, failure, ok, warning } from './finding.js';

export interface EngineTrouble {
  readonly engine: IndexEngine;
  /** Why it cannot start; null where it can. */
  readonly why: string | null;
  readonly advice: string;
}

/** `engines` in the order in which `auto` tries them. */
export function checkIndex(choice: IndexChoice, engines: readonly EngineTrouble[]): Finding {
  const used = engines.find(({ engine, why }) => why === null && (choice === 'auto' || choice === engine));
  if (!used) {
    const named = engines.find(({ engine }) => engine === choice);
    return failed('index', `${choice} cannot start: ${named?.why ?? 'it is unknown'}`, named?.advice ?? null);
  }
  if (choice !== 'auto') return ok('index', `${used.engine}, as THETA_INDEX names`);
  const missed = engines.slice(0, engines.indexOf(used));
  if (missed.length === 0) return ok('index', used.engine);
  const reasons = missed.map(({ engine, why }) => `${engine} cannot start: ${why}`).join('; ');
  return warning('index', `${used.engine} is used. ${reasons}`, missed.map(({ advice }) => advice).join(' '));
}

/** Starts the tensor backend of training. */
export async function checkTensor(start: (log: (line: string) => void) => Promise<string>): Promise<Finding> {
  const passed: string[] = [];
  try {
    const backend = await start((line) => passed.push(line));
    return ok('training', `on ${backend}${passed.length > 0 ? ` (${passed.join('; ')})` : ''}`);
  } catch (thrown) {
    return failure('training', thrown);
  }
}

/** A package that only some settings need. */
export interface OptionalPart {
  readonly name: string;
  readonly purpose: string;
  readonly needed: boolean;
}

export async function checkOptional(parts: readonly OptionalPart[], load: (name: string) => Promise<unknown>) {
  return Promise.all(
    parts.map(async ({ name, purpose, needed }): Promise<Finding> => {
      try {
        await load(name);
        return ok(name, `installed: ${purpose}`);
      } catch (thrown) {
        const why = toThetaError(thrown).message.split('\n')[0];
        if (needed) return failed(name, `The settings need it and it does not load: ${why}`, `npm install ${name}`);
        return ok(name, `not installed, and the settings do not need it: ${purpose}`);
      }
    }),
  );
}
