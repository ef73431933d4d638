/** What is set in the search part of the URL; a name that is not there is undefined. */
export type Filters = Readonly<Record<string, string | undefined>>;
