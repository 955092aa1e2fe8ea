import pg from 'pg';

/** Tests run beside each other in one installation; its one row is made before any of them. */
export async function ensureOrganization(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    "insert into organization (id, name) values ('1764000000000000001', 'Test') on conflict do nothing",
  );
  await client.end();
}
