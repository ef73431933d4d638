const BOXED = /\\(?:boxed|fbox)\s*\{/g;
/** Characters of one box; a brace that is never closed must not make each further one read to the end. */
const LONGEST = 500;

/** What stands in each \boxed{…} of a text, braces balanced, in its order. */
export function boxed(text: string): readonly string[] {
  return [...text.matchAll(BOXED)].flatMap(({ 0: opening, index }) => {
    const from = index + opening.length;
    let depth = 1;
    for (let i = from; i < Math.min(text.length, from + LONGEST); i++) {
      if (text[i] === '{') depth++;
      else if (text[i] === '}' && --depth === 0) return [text.slice(from, i)];
    }
    return [];
  });
}

/** \text{B} → B: what LLMs wrap an answer in. */
export const withoutTextMacros = (latex: string): string =>
  latex.replace(/\\(?:text|textbf|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}/g, '$1').trim();
