import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { AUTHORITIES } from '../../publishers.js';
import { controlProofFaults } from '../../shapes/control-proof.js';
import { uniqueFaults } from '../../shapes/faults.js';
import { ReserveStatementV1 } from './reserve-statement.v1.js';

export const reserveStatement = kind({
  name: 'reserve-statement',
  version: 1,
  plural: 'reserve-statements',
  about: 'A state body says at which addresses it holds assets.',
  body: ReserveStatementV1,
  publishers: [...AUTHORITIES, 'COURT'],
  officers: () => 2,
  roles: ['REQUESTER', 'APPROVER'],
  gated: false,
  rules: ({ occurredAt, body }) => [...timeFaults(occurredAt, body), ...addressFaults(body)],
});

function timeFaults(occurredAt: string, { asOf }: ReserveStatementV1): Fault[] {
  if (asOf <= occurredAt) return [];
  return [{ pointer: '/body/asOf', rule: 'reserve-as-of', message: 'must not be after occurredAt' }];
}

function addressFaults({ addresses }: ReserveStatementV1): Fault[] {
  const accounts = addresses.map(({ address }) => address.accountId);
  return [
    ...uniqueFaults(accounts, (at) => `/body/addresses/${at}/address`, 'reserve-address-unique'),
    ...addresses.flatMap(({ address, proof }, at) => {
      const place = { pointer: `/body/addresses/${at}/proof/type`, rule: 'reserve-proof' };
      return proof ? controlProofFaults(proof, address, place) : [];
    }),
  ];
}
