/** What the running ledger may do is what this role may do, whoever it signs in as; the migrations run as the owner. */
export const SERVICE_ROLE = 'holdfast_ledger';
