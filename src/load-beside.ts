import type { RouterSetManifest } from './routing/ports.js';
import type { RouterSet, RouterSetFactory } from './routing/router-set.js';
import { loadRouterSet } from './routing/router-set.js';
import type { SwappableRoutingService } from './routing/routing-service.js';
import type { Store } from './store/open-store.js';

interface LoadBesideParts {
  readonly store: Pick<Store, 'routerSets'>;
  readonly routing: Pick<SwappableRoutingService, 'catalogue' | 'serving'>;
  readonly factory: RouterSetFactory;
}

/** Loads a version beside the one that serves, sharing with it what they have in common; `blobs` are not stored yet. */
export const loadBeside =
  ({ store, routing, factory }: LoadBesideParts) =>
  (manifest: RouterSetManifest, blobs: ReadonlyMap<string, Uint8Array> = new Map()): Promise<RouterSet> =>
    loadRouterSet(
      manifest,
      async (digest) => blobs.get(digest) ?? store.routerSets.blob(digest),
      routing.catalogue(),
      factory,
      routing.serving(),
    );
