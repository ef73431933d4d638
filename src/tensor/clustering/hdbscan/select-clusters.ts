import type { CondensedTree } from './condensed-tree.js';

/**
 * Excess of mass: of every branch keeps either a cluster or its descendants, whichever lives longer in total. The root is
 * never kept, because one cluster of everything says nothing. Returns for each cluster of the tree the kept one that it
 * belongs to, or −1.
 */
export function selectClusters({ parent, stability }: CondensedTree): Int32Array {
  const clusters = parent.length;
  const hasChildren = new Uint8Array(clusters);
  const below = new Float64Array(clusters);
  const kept = new Uint8Array(clusters);
  // Children have higher numbers than their parents: backwards, every child is settled before its parent is looked at.
  for (let c = clusters - 1; c > 0; c--) {
    const p = parent[c] as number;
    const own = stability[c] as number;
    kept[c] = hasChildren[c] && (below[c] as number) > own ? 0 : 1;
    below[p] = (below[p] as number) + (kept[c] ? own : (below[c] as number));
    hasChildren[p] = 1;
  }
  const owner = new Int32Array(clusters).fill(-1);
  for (let c = 1; c < clusters; c++) {
    const above = owner[parent[c] as number] as number;
    owner[c] = above !== -1 ? above : kept[c] ? c : -1;
  }
  return owner;
}
