/** LLMs of the pool that could not take part; nothing when all could. */
export function Excluded({ llms }: { llms: readonly { llm: string; reason: string }[] }) {
  if (llms.length === 0) return null;
  return (
    <details>
      <summary>
        {llms.length} {llms.length === 1 ? 'LLM' : 'LLMs'} of the pool left out
      </summary>
      <ul className="plain">
        {llms.map(({ llm, reason }) => (
          <li key={llm}>
            <strong>{llm}</strong> {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
