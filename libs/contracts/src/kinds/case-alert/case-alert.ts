import type { Fault } from '../../errors/message-rejected.js';
import { kind } from '../kind.js';
import { CaseAlertV1 } from './case-alert.v1.js';

export const caseAlert = kind({
  name: 'case-alert',
  version: 1,
  plural: 'case-alerts',
  body: CaseAlertV1,
  gated: false,
  rules: ({ body }) => [...traceFaults(body), ...periodFaults(body), ...askFaults(body)],
});

function traceFaults({ addresses, transactions }: CaseAlertV1): Fault[] {
  if (addresses.length + transactions.length > 0) return [];
  return [{ pointer: '/body/addresses', rule: 'alert-trace', message: 'name at least one address or transaction' }];
}

function periodFaults({ period }: CaseAlertV1): Fault[] {
  if (period.to === undefined || period.to >= period.from) return [];
  return [{ pointer: '/body/period/to', rule: 'alert-period', message: 'must not be before from' }];
}

function askFaults({ askOf = [] }: CaseAlertV1): Fault[] {
  return askOf.flatMap(({ orgId, group }, at) =>
    (orgId === undefined) !== (group === undefined)
      ? []
      : [{ pointer: `/body/askOf/${at}`, rule: 'alert-ask', message: 'name either a partner or a group' }],
  );
}
