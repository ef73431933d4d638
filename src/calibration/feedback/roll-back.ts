import type { VersionId } from '../../domain/ids.js';
import type { Promotion } from '../../routing/ports.js';

/**
 * The version that served before the one that serves, by the history, oldest first; null where none did. Going back twice goes two versions
 * back: a version that was gone back from does not count as one before.
 */
export function versionBefore(history: readonly Promotion[]): VersionId | null {
  const stack: VersionId[] = [];
  for (const { version, isRollback } of history) {
    if (isRollback) {
      while (stack.length > 0 && stack.at(-1) !== version) stack.pop();
      if (stack.length === 0) stack.push(version);
    } else stack.push(version);
  }
  return stack.at(-2) ?? null;
}
