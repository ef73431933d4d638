/** What a path has below `base`, decoded; null where there is nothing. A text that was not encoded properly is taken as it stands. */
export function below(base: string, path: string): string | null {
  const rest = path.startsWith(`${base}/`) ? path.slice(base.length + 1) : '';
  return rest === '' ? null : decoded(rest);
}

/** As `decodeURIComponent`, but a text with a stray % stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
