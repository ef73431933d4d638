import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { onSignedOut, readSession } from './api/session';
import type { Session } from './api/session';
import { Loading } from './components/loading';
import { Crash } from './layout/crash';
import { Header } from './layout/header';
import { Missing } from './layout/missing';
import { OfflineBar } from './layout/offline-bar';
import { SignIn } from './layout/sign-in';
import { ROUTES } from './routes';
import { SessionContext } from './state/session';

/** The frame around every page: navigation, the page that the path names, and what is shown when it fails. */
export function App() {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const [session, refresh] = useStanding();
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
    <SessionContext value={session ?? null}>
      <a className="skip" href="#main" onClick={skipTo(main)}>
        Skip to content
      </a>
      <Header onSignedOut={refresh} />
      <OfflineBar />
      <main id="main" ref={main} tabIndex={-1}>
        <Crash key={route?.path}>
          {session === undefined ? (
            <Loading what="the page" />
          ) : session?.required && !session.me ? (
            <SignIn takesKeys={session.signIn} onDone={refresh} />
          ) : (
            <Pages />
          )}
        </Crash>
      </main>
    </SessionContext>
  );
}

function Pages() {
  return (
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
  );
}

/** Where the page stands with the server, asked at the start and whenever that may have changed; undefined until it is known. */
function useStanding(): [Session | null | undefined, () => void] {
  const [session, setSession] = useState<Session | null>();
  const [attempt, setAttempt] = useState(0);
  const refresh = useCallback(() => setAttempt((n) => n + 1), []);
  useEffect(() => {
    const abort = new AbortController();
    void readSession(abort.signal).then((found) => {
      if (!abort.signal.aborted) setSession(found);
    });
    return () => abort.abort();
  }, [attempt]);
  useEffect(() => onSignedOut(refresh), [refresh]);
  return [session, refresh];
}

/** Moves the focus without touching the fragment, which is the playground's. */
const skipTo = (target: { current: HTMLElement | null }) => (event: { preventDefault: () => void }) => {
  event.preventDefault();
  target.current?.focus();
};
