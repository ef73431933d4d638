/** What Map and WeakMap have in common. */
interface Memory<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
  delete(key: K): unknown;
}

/** What a memory has for a key; made, and kept there, where it has nothing. */
export function keptFor<K, V>(memory: Pick<Memory<K, V>, 'get' | 'set'>, key: K, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

/** The same for work that takes a while: whoever asks meanwhile waits for it too. A failure is told to all of them, and the next one tries again. */
export const remembered = <K, V>(memory: Memory<K, Promise<V>>, key: K, work: () => Promise<V>): Promise<V> =>
  keptFor(memory, key, () => {
    const made = work();
    made.catch(() => memory.delete(key));
    return made;
  });
