/** Values of a span: names, counts and codes; never a query text, a key or a message that could hold one. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span that its opener ends. */
export interface OpenSpan {
  /** Runs `work` inside the span: spans that begin in it, and what it awaits, are its children. */
  run<T>(work: () => T): T;
  rename(name: string): void;
  set(attributes: SpanAttributes): void;
  /** `failed` is a code, where it failed. */
  end(failed?: string): void;
}

/** Says where the time of a request goes. The core knows this port only; who exports the spans is chosen at the start. */
export interface Tracer {
  /** Runs `work` in a span below the current one, which ends when it settles; an error is noted by its code and goes on. */
  span<T>(name: string, attributes: SpanAttributes, work: () => Promise<T>): Promise<T>;
  /** A span for a request from outside; goes on the trace that its headers name (W3C trace context). */
  begin(name: string, attributes: SpanAttributes, headers: Readonly<Record<string, unknown>>): OpenSpan;
  /** A span for a request to another service, below the current one. */
  leave(name: string, attributes: SpanAttributes): OpenSpan;
  /** Adds to the current span, and renames it where a name is given. */
  note(attributes: SpanAttributes, name?: string): void;
  /** Headers that hand the current trace on to another service; empty outside of any. */
  headers(): Readonly<Record<string, string>>;
  /** Of the current span, for the log; null outside of any. */
  ids(): { readonly traceId: string; readonly spanId: string } | null;
}

const noSpan: OpenSpan = { run: (work) => work(), rename: () => {}, set: () => {}, end: () => {} };
const noHeaders = Object.freeze({});

/** Where nothing is traced. */
export const noTracer: Tracer = Object.freeze<Tracer>({
  span: (_name, _attributes, work) => work(),
  begin: () => noSpan,
  leave: () => noSpan,
  note: () => {},
  headers: () => noHeaders,
  ids: () => null,
});
