import pg from 'pg';

/** Whether PostgreSQL answers a query. */
export async function postgresAnswers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    await client.end();
    return true;
  } catch {
    client.connection.stream.destroy();
    return false;
  }
}
