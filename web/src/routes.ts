import { lazy } from 'react';
import type { ComponentType } from 'react';

export interface PageRoute {
  /** Path of the page, as the server knows it (src/server/http/static-files.ts). */
  readonly path: string;
  /** Also the paths below it. */
  readonly nested?: boolean;
  readonly title: string;
  readonly Page: ComponentType;
}

/** The pages in the order of the navigation. Each comes as a chunk of its own, with the charts where it draws any. */
export const ROUTES: readonly PageRoute[] = [
  { path: '/', title: 'Playground', Page: lazy(() => import('./pages/playground')) },
  { path: '/llms', nested: true, title: 'LLMs', Page: lazy(() => import('./pages/llms')) },
  { path: '/queries', title: 'Queries', Page: lazy(() => import('./pages/queries')) },
  { path: '/traffic', nested: true, title: 'Traffic', Page: lazy(() => import('./pages/traffic')) },
  { path: '/what-if', title: 'What if', Page: lazy(() => import('./pages/what-if')) },
  { path: '/training', nested: true, title: 'Training', Page: lazy(() => import('./pages/training')) },
  { path: '/evaluations', nested: true, title: 'Evaluations', Page: lazy(() => import('./pages/evaluations')) },
];
