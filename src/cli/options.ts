import { InvalidArgumentError } from 'commander';

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
