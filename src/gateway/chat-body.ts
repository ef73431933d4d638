import { z } from 'zod';
import { badRequest } from './gateway-error.js';

const part = z.looseObject({ type: z.string() });
const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(part)]).nullish(),
});
const count = z.int().min(0).nullish();

/** What the gateway reads of a request; everything else is the provider's business and passed on as it came. */
const chatBody = z.looseObject({
  model: z.string().min(1),
  messages: z.array(message).min(1, 'expected at least one message'),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: count,
  max_completion_tokens: count,
  tools: z.array(z.unknown()).nullish(),
  functions: z.array(z.unknown()).nullish(),
});

/** Options of this gateway, in the field `theta` of the body. */
const thetaOptions = z.strictObject({
  alpha: z.number().min(0).max(1).optional(),
  router: z.string().min(1).optional(),
  pool: z.string().min(1).optional(),
  tags: z.array(z.string()).optional(),
  maxCostUsd: z.number().min(0).optional(),
  route_only: z.boolean().optional(),
  conversation: z.string().min(1).max(256).nullable().optional(),
});

export type ChatMessage = z.infer<typeof message>;
export type ChatBody = z.infer<typeof chatBody>;

/** `conversation`: a key of the caller's; null forbids to remember it. */
export type ThetaOptions = z.infer<typeof thetaOptions>;

export interface ReadBody {
  /** As it came, without `theta`. */
  readonly body: ChatBody;
  readonly options: ThetaOptions;
}

/** `headers` with names in lower case; a header stands for the option of the body where that is absent. Throws GatewayError 400. */
export function readChatBody(value: unknown, headers: Readonly<Record<string, unknown>> = {}): ReadBody {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('invalid_body', 'Expected a JSON object.');
  }
  const { theta = {}, ...rest } = value as { readonly theta?: unknown };
  const options = checked(thetaOptions, theta ?? {}, 'theta');
  checked(chatBody, rest);
  // As it came, not as the check would write it.
  return { body: rest as ChatBody, options: { ...fromHeaders(headers), ...options } };
}

function fromHeaders(headers: Readonly<Record<string, unknown>>): ThetaOptions {
  const routeOnly = textHeader(headers['x-theta-route-only']);
  const conversation = textHeader(headers['x-theta-conversation']);
  const asked = {
    ...(routeOnly === undefined ? {} : { route_only: ['1', 'true', 'yes'].includes(routeOnly.toLowerCase()) }),
    ...(conversation === undefined ? {} : { conversation }),
  };
  return checked(thetaOptions, asked, 'x-theta-*');
}

/** The last one of several. */
const textHeader = (value: unknown): string | undefined => [value].flat().findLast((one) => typeof one === 'string');

function checked<T extends z.ZodType>(schema: T, value: unknown, prefix?: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues as [z.core.$ZodIssue];
  const place = [...(prefix === undefined ? [] : [prefix]), ...issue.path].map(String).join('.');
  throw badRequest('invalid_value', `${place || 'The body'}: ${issue.message}.`, place || undefined);
}
