import { Link, useLocation } from 'wouter';
import { ROUTES } from '../routes';
import { ThemeSwitch } from './theme-switch';
import { Who } from './who';

/** Brand and navigation. On a phone the navigation scrolls sideways inside its own bar. */
export function Header({ onSignedOut }: { onSignedOut: () => void }) {
  const [path] = useLocation();
  return (
    <header className="top">
      <Link href="/" className="brand" aria-label="ThetaRouter, to the playground">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="currentColor" />
          <ellipse cx="16" cy="16" rx="6.4" ry="9.6" className="brand-theta" />
          <path d="M9.6 16h12.8" className="brand-theta" />
        </svg>
        <span>ThetaRouter</span>
      </Link>
      <nav aria-label="Pages" className="pages">
        {ROUTES.map(({ path: at, nested, title }) => (
          <Link
            key={at}
            href={at}
            aria-current={path === at || (nested && path.startsWith(`${at}/`)) ? 'page' : undefined}
          >
            {title}
          </Link>
        ))}
        <a href="/graphiql">GraphiQL</a>
      </nav>
      <Who onSignedOut={onSignedOut} />
      <ThemeSwitch />
    </header>
  );
}
