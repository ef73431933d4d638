const TAG = /<(\/?)(?:think|thinking|thought|reasoning)>/gi;

/**
 * A completion without its reasoning: what stands between <think> and </think> (or thinking, thought, reasoning), in any
 * depth. Some servers leave out the first tag, so text before a lone closing one is reasoning too, and reasoning that was cut
 * off has no end. Trimmed. One pass, whatever the text holds.
 */
export function withoutReasoning(completion: string): string {
  let kept = '';
  let depth = 0;
  let from = 0;
  for (const tag of completion.matchAll(TAG)) {
    const closes = tag[1] === '/';
    if (depth === 0) kept = closes ? '' : kept + completion.slice(from, tag.index);
    depth = Math.max(0, depth + (closes ? -1 : 1));
    if (depth === 0) from = tag.index + tag[0].length;
  }
  return (depth === 0 ? kept + completion.slice(from) : kept).trim();
}
