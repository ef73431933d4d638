import type { LayoutState } from '../routing/query-map/layouts.js';
import type { QueryMap } from '../routing/query-map/types.js';
import { describedEnum } from './enums.js';

export const LayoutMethodEnum = describedEnum(
  'LayoutMethod',
  'How queries are laid out on a plane.',
  { PCA: 'PCA', UMAP: 'UMAP' } satisfies { [M in QueryMap['method']]: M },
  {
    PCA: 'The first two principal components.',
    UMAP: 'UMAP of a sample, started from PCA; the other queries stand beside their nearest sampled ones.',
  },
);

export const LayoutStateEnum = describedEnum(
  'LayoutState',
  'Whether a layout will be replaced by a better one.',
  { COMPUTING: 'COMPUTING', FINAL: 'FINAL', FAILED: 'FAILED' } satisfies { [S in LayoutState]: S },
  {
    COMPUTING: 'UMAP is being computed, which takes seconds; ask again.',
    FINAL: 'It stays as long as these training queries serve.',
    FAILED: 'UMAP could not be computed, the log says why; this layout stays.',
  },
);
