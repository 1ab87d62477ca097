import type { DataSource } from 'typeorm';

/** Everything that a logical dump of the schema would hold, each row as text with its bytes in hex. */
export async function dumpOf(database: DataSource): Promise<string> {
  const tables: { name: string }[] = await database.query(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'migrations'",
  );
  const rows = await Promise.all(
    tables.map(({ name }): Promise<{ row: string }[]> =>
      database.query(`SELECT "${name}"::text AS row FROM "${name}"`),
    ),
  );
  return rows.flatMap((some) => some.map(({ row }) => row)).join('\n');
}
