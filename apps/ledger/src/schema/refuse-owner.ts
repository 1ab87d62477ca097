import { ConfigurationInvalid } from '@holdfast/platform';
import type { DataSource } from 'typeorm';

/**
 * A login that owns the tables could take its rights back. Outside development the ledger runs with another one than
 * the migrations. Throws ConfigurationInvalid.
 */
export async function refuseOwner(database: DataSource, environment: string): Promise<void> {
  if (environment === 'development') return;
  const [row]: { owns: boolean }[] = await database.query(
    "SELECT pg_has_role(session_user, relowner, 'MEMBER') AS owns FROM pg_class WHERE oid = 'entry'::regclass",
  );
  if (row?.owns === false) return;
  throw new ConfigurationInvalid(
    'DATABASE_URL signs in as the owner of the record; give the ledger a login of its own',
  );
}
