/** Settings of docs/data.md. */
export const dataSettings = {};
