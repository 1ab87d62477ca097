import type { Directory } from '@holdfast/bus';
import { Forbidden, HUB } from '@holdfast/contracts';

/** Who acts, as the gateway has recognised it. */
export const OFFICER = 'holdfast-officer';

/** A person who acts for the hub now; what the gateway itself asks in the hub's name is none. Throws Forbidden. */
export function requireOperator(directory: Directory, caller: string, officer: string | undefined): void {
  const known = caller === HUB ? directory.officers(HUB).find(({ id }) => id === officer)?.officer : undefined;
  if (known?.status === 'ACTIVE' && known.roles.includes('OPERATOR')) return;
  throw new Forbidden('This is for the operators of the hub', { rule: 'OPERATOR' });
}
