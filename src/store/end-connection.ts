import type pg from 'pg';

/** Longest that the other side may take to hear of the end. */
const GRACE_MS = 2_000;

/** Ends a connection, and gives it up where nothing comes back: a network that is cut does not even say so. Does not throw. */
export async function endConnection(client: pg.Client): Promise<void> {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  const timer = setTimeout(() => connection.stream.destroy(), GRACE_MS);
  try {
    await client.end();
  } catch {
    // It has ended already.
  } finally {
    clearTimeout(timer);
  }
}
