/** From `start` up to, not including, `end`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What must not be touched, each as the source of a regular expression. */
const GUARDED = [
  // Code: fenced, inline, drawings of Asymptote.
  String.raw`\`\`\`[\s\S]*?(?:\`\`\`|(?![\s\S]))`,
  String.raw`\`[^\`\n]*\``,
  String.raw`\[asy\][\s\S]*?(?:\[\/asy\]|(?![\s\S]))`,
  // Formulas. One dollar opens before and closes after a character that is no space, and no digit follows: "$5 and $6" is money.
  String.raw`\$\$[\s\S]*?\$\$`,
  String.raw`\$(?![\s$])(?:[^$\n]|\n(?!\n))*(?<!\s)\$(?!\d)`,
  String.raw`\\\[[\s\S]*?\\\]`,
  String.raw`\\\([\s\S]*?\\\)`,
  String.raw`\\begin\{[^}\n]*\}[\s\S]*?\\end\{[^}\n]*\}`,
  String.raw`\\[a-zA-Z]+(?:\{[^}\n]*\})*`,
  // Calls, addresses.
  String.raw`\b[A-Za-z_][\w.]*\([^()\n]*\)`,
  String.raw`https?:\/\/\S+`,
  // Lines that look like code: indented by four, at a prompt, with an operator of a program, closed by its marks, an assignment, or
  // opened by its words.
  String.raw`^(?: {4,}|\t|>>> ).*$`,
  String.raw`^.*(?:=>|==).*$`,
  String.raw`^.*[;{}][ \t]*$`,
  String.raw`^[ \t]*[\w.[\]]+ ?[-+*/]?= ?[^=\s].*$`,
  String.raw`^[ \t]*(?:def|import|return|function|const|elif|for|while|if|else|try|except|class|with|print|let|var)\b.*[:({].*$`,
  String.raw`^[ \t]*(?:from [\w.]+ import |import [\w.]+$|#include\b).*$`,
];
const NOT_PROSE = new RegExp(GUARDED.join('|'), 'gm');

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

/** Applies a change to what is not code. */
export function inProse(text: string, change: (part: string) => string): string {
  let out = '';
  let done = 0;
  for (const { start, end } of proseSpans(text)) {
    out += text.slice(done, start) + change(text.slice(start, end));
    done = end;
  }
  return out + text.slice(done);
}
