import { Suspense, useEffect, useRef } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Loading } from './components/loading';
import { Crash } from './layout/crash';
import { Header } from './layout/header';
import { Missing } from './layout/missing';
import { OfflineBar } from './layout/offline-bar';
import { ROUTES } from './routes';

/** The frame around every page: navigation, the page that the path names, and what is shown when it fails. */
export function App() {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const route = ROUTES.find((one) => path === one.path || (one.nested && path.startsWith(`${one.path}/`)));

  useEffect(() => {
    document.title = route && route.path !== '/' ? `${route.title} · ThetaRouter` : 'ThetaRouter';
    // A new page starts at its top, for the eye and for a screen reader; the first one is where the browser put it.
    if (!isFirst.current) {
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    isFirst.current = false;
  }, [route]);

  return (
    <>
      <a className="skip" href="#main" onClick={skipTo(main)}>
        Skip to content
      </a>
      <Header />
      <OfflineBar />
      <main id="main" ref={main} tabIndex={-1}>
        <Crash key={route?.path}>
          <Suspense fallback={<Loading what="the page" />}>
            <Switch>
              {ROUTES.map(({ path: at, nested, Page }) => (
                <Route key={at} path={nested ? `${at}/*?` : at}>
                  <Page />
                </Route>
              ))}
              <Route>
                <Missing />
              </Route>
            </Switch>
          </Suspense>
        </Crash>
      </main>
    </>
  );
}

/** Moves the focus without touching the fragment, which is the playground's. */
const skipTo = (target: { current: HTMLElement | null }) => (event: { preventDefault: () => void }) => {
  event.preventDefault();
  target.current?.focus();
};
