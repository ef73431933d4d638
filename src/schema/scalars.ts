import { GraphQLDateTimeISO, GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars';

/** A point in time in ISO 8601, UTC, with milliseconds. */
export const DateTimeISO = GraphQLDateTimeISO;
/** Any JSON value. */
export const JsonValue = GraphQLJSON;
/** A JSON object. */
export const JsonObject = GraphQLJSONObject;
