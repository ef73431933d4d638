const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Anything else makes the database refuse the statement, where the answer is simply that no such row exists. */
export const isUuid = (text: string): boolean => UUID.test(text);
