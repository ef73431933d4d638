export function Header() {
  return (
    <header className="top">
      <h1 className="brand">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
          <rect width="32" height="32" rx="8" fill="currentColor" />
          <ellipse cx="16" cy="16" rx="6.4" ry="9.6" className="brand-theta" />
          <path d="M9.6 16h12.8" className="brand-theta" />
        </svg>
        ThetaRouter
      </h1>
      <nav aria-label="Tools">
        <a href="/evaluations">Evaluations</a>
        <a href="/graphiql">GraphiQL</a>
      </nav>
    </header>
  );
}
