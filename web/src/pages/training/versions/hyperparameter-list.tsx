type Part = Readonly<Record<string, unknown>>;

/** Hyper-parameters that were set, router by router; nothing where all took their defaults. */
export function HyperparameterList({ of }: { of: Part }) {
  const set = Object.entries(of).filter(([, values]) => Object.keys((values ?? {}) as Part).length > 0);
  if (set.length === 0) return <p className="hint">Every hyper-parameter has its default.</p>;
  return (
    <dl className="facts">
      {set.map(([router, values]) => (
        <div key={router} className="fact">
          <dt>{router}</dt>
          <dd>
            {Object.entries(values as Part)
              .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
              .join(', ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
