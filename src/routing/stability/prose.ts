/** From `start` up to, not including, `end`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What must not be touched: fenced and inline code, formulas between dollar signs or with a backslash, addresses, and lines
 * that look like code: indented by four, at a prompt, with an operator of a program, closed by its marks, or opened by its words.
 */
const NOT_PROSE =
  /```[\s\S]*?(?:```|(?![\s\S]))|`[^`\n]*`|\$\$[\s\S]*?\$\$|\$[^$\n]+\$|\\[a-zA-Z]+(?:\{[^}\n]*\})*|https?:\/\/\S+|^(?: {4,}|\t|>>> ).*$|^.*[;{}][ \t]*$|^.*(?:=>|==).*$|^[ \t]*(?:def|import|return|function|const|elif)\b.*[:({].*$/gm;

/** The parts of a text that are plain language, in order. */
export function proseSpans(text: string): Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const match of text.matchAll(NOT_PROSE)) {
    if (match.index > done) spans.push({ start: done, end: match.index });
    done = match.index + match[0].length;
  }
  if (done < text.length) spans.push({ start: done, end: text.length });
  return spans;
}
