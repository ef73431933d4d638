import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { asJson } from '../domain/as-json.js';
import { ThetaError } from '../domain/errors.js';

/**
 * Descriptions of LLMs, one JSON object, a JSON list of them, or one object a line; - reads standard input. What they hold is
 * checked by the API. Throws FILE_UNREADABLE, or LLM_INVALID naming the line.
 */
export async function readDescriptions(path: string): Promise<readonly object[]> {
  const source = await read(path);
  const whole = asJson(source);
  const values = whole === undefined ? lines(path, source) : Array.isArray(whole) ? (whole as unknown[]) : [whole];
  return values.map((value, i) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw invalid(path, `entry ${i + 1} is no JSON object`);
  });
}

const read = (path: string): Promise<string> =>
  (path === '-' ? text(process.stdin) : readFile(path, 'utf8')).catch((cause: unknown) => {
    throw new ThetaError('FILE_UNREADABLE', `${path} cannot be read: ${String(cause)}`, { cause });
  });

function lines(path: string, source: string): unknown[] {
  return source.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const value = asJson(line);
    if (value === undefined) throw invalid(path, `line ${i + 1} is no JSON`);
    return [value];
  });
}

const invalid = (path: string, problem: string): ThetaError =>
  new ThetaError('LLM_INVALID', `${path}: ${problem}.`, {
    hint: 'Expected one JSON object, a list of them, or one a line; docs/llms.md shows one.',
  });
