import type { Constraints } from '../routing/constraints/types.js';
import { countTokens } from '../tensor/embedders/http/count-tokens.js';
import type { ChatBody, ChatMessage } from './chat-body.js';

/** Every chat LLM of the last years holds so many tokens, so an LLM of unknown context window may answer what fits them. */
export const SURE_TO_FIT = 2_048;
/** Tokens of one image, the middle of what vendors charge; a size is not looked at. */
export const IMAGE_TOKENS = 1_000;
/** Marks of role and end around each message. */
const MESSAGE_TOKENS = 4;
/** Routed where a request has no text at all. */
export const NO_TEXT = '(no text)';

/** What of a conversation decides which LLM answers. */
export interface RoutedPart {
  /** Passes checkQueryText for `mostCharacters`. */
  readonly query: string;
  /** Estimated tokens of all that is sent, of the tools in it, and of each message. */
  readonly inputTokens: number;
  readonly toolTokens: number;
  readonly messageTokens: readonly number[];
  /** What is sent besides the query. */
  readonly contextTokens: number;
  readonly constraints: Constraints | undefined;
}

export interface RoutedPartOptions {
  /** Longest query. */
  readonly mostCharacters: number;
  /** Below so many characters a last turn is taken together with those before it. */
  readonly contextCharacters: number;
}

/**
 * The query is the last user turn: routers have learned from single questions. A turn that is shorter than `contextCharacters` ("and in
 * Python?") is taken with the user turns before it, newest first, until they are so long together; answers, instructions and results
 * of tools are left out, being unlike any training query. Images, tools, length and context become constraints.
 */
export function routedPart(body: ChatBody, options: RoutedPartOptions): RoutedPart {
  const query = queryOf(body.messages, options);
  const messageTokens = body.messages.map(tokensOf);
  const tools = [...(body.tools ?? []), ...(body.functions ?? [])];
  const toolTokens = tools.length > 0 ? estimate(JSON.stringify(tools)) : 0;
  const inputTokens = messageTokens.reduce((sum, tokens) => sum + tokens, toolTokens);
  return {
    query,
    inputTokens,
    toolTokens,
    messageTokens,
    contextTokens: Math.max(0, inputTokens - estimate(query)),
    constraints: constraintsOf(body, inputTokens, tools.length > 0),
  };
}

function queryOf(messages: readonly ChatMessage[], { mostCharacters, contextCharacters }: RoutedPartOptions): string {
  const turns = messages.filter(({ role }) => role === 'user').map(textOf);
  let query = '';
  for (const turn of turns.reverse()) {
    if (turn.trim() !== '') query = query === '' ? turn : `${turn}\n${query}`;
    if (query.length >= contextCharacters && query !== '') break;
  }
  const spare = () => messages.map(textOf).find((text) => text.trim() !== '') ?? NO_TEXT;
  return middleCut(clean(query === '' ? spare() : query), mostCharacters);
}

// eslint-disable-next-line no-control-regex -- that is what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Plain text, whatever was pasted into it. */
const clean = (text: string): string => text.toWellFormed().replace(CONTROL, ' ');

/** The question stands before or behind what was pasted, so the middle goes. */
function middleCut(text: string, most: number): string {
  if (text.length <= most) return text.trim() === '' ? NO_TEXT : text;
  const half = Math.max(1, Math.floor((most - 1) / 2));
  return `${text.slice(0, half)}\n${text.slice(-half)}`.toWellFormed();
}

/** All text of a message, its parts on lines of their own. */
export function textOf({ content }: ChatMessage): string {
  if (typeof content === 'string') return content;
  return (content ?? []).flatMap((part) => (typeof part['text'] === 'string' ? [part['text']] : [])).join('\n');
}

function tokensOf(message: ChatMessage): number {
  const { content } = message;
  const others = Array.isArray(content) ? content.filter(({ type }) => type !== 'text') : [];
  const calls = message['tool_calls'] ?? message['function_call'];
  const called = calls ? estimate(JSON.stringify(calls)) : 0;
  return MESSAGE_TOKENS + estimate(textOf(message)) + called + IMAGE_TOKENS * others.length;
}

const estimate = (text: string): number => (text === '' ? 0 : countTokens(text, Infinity).tokens - 2);

const MODALITY: Readonly<Record<string, string>> = {
  image_url: 'image',
  input_image: 'image',
  input_audio: 'audio',
  video_url: 'video',
  file: 'file',
  input_file: 'file',
};

function constraintsOf(body: ChatBody, inputTokens: number, hasTools: boolean): Constraints | undefined {
  const parts = body.messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  const modalities = [...new Set(parts.flatMap(({ type }) => MODALITY[type] ?? []))];
  const toolTurns = body.messages.some((message) => message.role === 'tool' || message['tool_calls']);
  const answer = body.max_completion_tokens ?? body.max_tokens ?? 0;
  const constraints: Constraints = {
    ...(modalities.length > 0 && { modalities }),
    ...((hasTools || toolTurns) && { tools: true }),
    ...(inputTokens + answer > SURE_TO_FIT && { outputTokens: answer }),
  };
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}
