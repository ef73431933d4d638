import type { Catalogue } from '../../domain/llm.js';
import type { QueryTextRepository } from '../ports.js';
import type { RouterSet } from '../router-set.js';
import type { LayOut } from './layouts.js';
import { createLayouts } from './layouts.js';
import { mapOf } from './map.js';
import { similarQueries } from './similar.js';
import type { QueryMapService } from './types.js';

export interface QueryMapDeps {
  /** The serving set and the catalogue; asked once per call. */
  readonly serving: () => RouterSet;
  readonly catalogue: () => Catalogue;
  readonly texts: QueryTextRepository | null;
  readonly layOut: LayOut;
  /** Told when the better layout could not be made. */
  readonly onError: (error: unknown) => void;
  readonly defaultAlpha: number;
  readonly maxQueryCharacters: number;
}

export function createQueryMapService(deps: QueryMapDeps): QueryMapService {
  const layouts = createLayouts(deps.layOut, deps.onError);
  return {
    async map(request) {
      const set = deps.serving();
      const catalogue = deps.catalogue();
      return mapOf(request, await layouts.of(set.reference), { ...deps, set, catalogue });
    },
    async similar(request, caller = {}) {
      const set = deps.serving();
      return similarQueries(request, { ...deps, set, layout: () => layouts.of(set.reference) }, caller);
    },
    close: () => layouts.close(),
  };
}
