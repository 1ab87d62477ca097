import pg from 'pg';

/** Whether PostgreSQL answers a query. */
export async function postgresAnswers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
  let lost = false;
  // A server that ends while it answers is told here as well, and unheard it would end this process.
  client.on('error', () => (lost = true));
  try {
    await client.connect();
    await client.query('SELECT 1');
    await client.end();
    return !lost;
  } catch {
    client.connection.stream.destroy();
    return false;
  }
}
