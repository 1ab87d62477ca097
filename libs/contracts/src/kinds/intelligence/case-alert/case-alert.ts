import type { Fault } from '../../../errors/message-rejected.js';
import { kind } from '../../kind.js';
import { AUTHORITIES, HOLDERS } from '../../publishers.js';
import { bankAccountFaults, isIban } from '../../shapes/bank-account.js';
import type { BankAccount } from '../../shapes/bank-account.js';
import { periodFaults } from '../../shapes/period.js';
import { CaseAlertV1 } from './case-alert.v1.js';
import type { CaseAlertBody } from './case-alert.v1.js';
import { CaseAlertV2 } from './case-alert.v2.js';

const common = {
  name: 'case-alert',
  plural: 'case-alerts',
  about: 'A case: what happened, and which addresses and transactions took part.',
  publishers: [...AUTHORITIES, ...HOLDERS],
  gated: false,
};

export const caseAlert = kind({
  ...common,
  version: 1,
  body: CaseAlertV1,
  rules: ({ body }) => bodyFaults(body),
  upcast: ({ bankAccounts, ...rest }): CaseAlertV2 => ({
    ...rest,
    ...(bankAccounts ? { bankAccounts: bankAccounts.map(typed) } : {}),
  }),
});

export const caseAlertV2 = kind({
  ...common,
  version: 2,
  body: CaseAlertV2,
  rules: ({ body }) => [...bodyFaults(body), ...bankFaults(body)],
});

/** What is an IBAN once its spaces are gone says so; everything else is kept as it was. */
function typed(value: string): BankAccount {
  const electronic = value.replaceAll(' ', '');
  return isIban(electronic) ? { scheme: 'IBAN', value: electronic } : { scheme: 'NATIONAL', value };
}

function bodyFaults(body: CaseAlertBody): Fault[] {
  return [...traceFaults(body), ...periodFaults(body.period, '/body/period', 'alert-period'), ...askFaults(body)];
}

function traceFaults({ addresses, transactions }: CaseAlertBody): Fault[] {
  if (addresses.length + transactions.length > 0) return [];
  return [{ pointer: '/body/addresses', rule: 'alert-trace', message: 'name at least one address or transaction' }];
}

function askFaults({ askOf = [] }: CaseAlertBody): Fault[] {
  return askOf.flatMap(({ orgId, group }, at) =>
    (orgId === undefined) !== (group === undefined)
      ? []
      : [{ pointer: `/body/askOf/${at}`, rule: 'alert-ask', message: 'name either a partner or a group' }],
  );
}

function bankFaults({ bankAccounts = [] }: CaseAlertV2): Fault[] {
  return bankAccounts.flatMap((account, at) => bankAccountFaults(account, `/body/bankAccounts/${at}`, 'alert-iban'));
}
