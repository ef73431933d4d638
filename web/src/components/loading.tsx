/** While the first answer is under way. `what` continues "Loading …". */
export function Loading({ what }: { what: string }) {
  return (
    <p role="status" className="card placeholder">
      Loading {what}…
    </p>
  );
}
