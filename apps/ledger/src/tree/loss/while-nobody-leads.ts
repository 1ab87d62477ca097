import { Unavailable } from '@holdfast/contracts';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** The lock of whoever leads the ledger, here held by a transaction. */
const LEAD = "SELECT pg_advisory_xact_lock(hashtextextended('holdfast/ledger', 0))";
const LOCK_NOT_AVAILABLE = '55P03';

/** Works in a transaction that holds the lead, and ends with it. Throws Unavailable while another process has it. */
export async function whileNobodyLeads<T>(database: DataSource, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    const client: PoolClient = await runner.connect();
    await client.query(LEAD).catch(refuseLater);
    const result = await work(client);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

function refuseLater(error: unknown): never {
  if (Object(error).code !== LOCK_NOT_AVAILABLE) throw error;
  throw new Unavailable('Another process leads, or tries to; ask again');
}
