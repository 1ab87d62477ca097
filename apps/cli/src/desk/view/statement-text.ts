import { EnforcementRequestV1, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { table } from '../../output/table.js';
import { amountText } from '../values/amount-of.js';

/** What a request says in its officer's name, before it is signed: every part that recipients will read. */
export function statementText(envelope: Envelope): string {
  const body = parse(EnforcementRequestV1, envelope.body);
  const { legalBasis: basis, offence } = body;
  const lines: [string, string][] = [
    ['asks', `${body.requestType}, ${body.priority}${groundText(body)}, ${countText(body.targets.length, 'target')}`],
    ['of', recipientsText(envelope, body)],
    ['case', envelope.case?.number ?? 'not stated'],
    ['basis', `${basis.instrumentType} ${basis.reference} of ${basis.issuingAuthority} (${basis.jurisdiction})`],
    ['', `statute ${basis.statute}, article ${basis.article}, issued ${basis.issuedAt}`],
    ['document', basis.documentStatus],
    ['offence', `${offence.crimeCategory}, code ${offence.nationalCode}, since ${offence.occurredFrom}`],
    ['why', body.necessity],
    ...termsOf(body),
  ];
  return lines.map(([name, value]) => `${name.padEnd(9)} ${value}\n`).join('');
}

/** What is to be held, let go or extended. */
function termsOf({ freeze, holdId, newEnd, releaseAmount, desiredStatus }: EnforcementRequestV1): [string, string][] {
  const given: [string, string | undefined][] = [
    ['status', desiredStatus === 'SUBMITTED' ? undefined : desiredStatus],
    ['scope', freeze && `${freeze.scope}${freeze.cap ? `: at most ${amountText(freeze.cap)}` : ''}`],
    ['until', freeze?.expiresAt],
    ['papers by', freeze?.legalDocumentDueAt],
    ['hold', holdId],
    ['until', newEnd],
    ['release', releaseAmount && `no more than ${amountText(releaseAmount)}`],
  ];
  return given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

const countText = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const groundText = ({ emergencyGround }: EnforcementRequestV1): string =>
  emergencyGround === undefined ? '' : ` (${emergencyGround})`;

function recipientsText({ audience }: Envelope, { routing }: EnforcementRequestV1): string {
  const groups = (audience.groups ?? []).map((group) => `group ${group}`);
  const who = [...groups, ...(routing.to ?? audience.partners ?? [])].join(', ');
  return routing.lookupId === undefined ? who : `whoever lookup ${routing.lookupId} names, in ${who}`;
}

/** What a request is about, target by target: answers name each by its id. */
export function targetsTable(envelope: Envelope): string {
  const rows = parse(EnforcementRequestV1, envelope.body).targets.map((target) => {
    const { targetId, type, address, tx, accountUid, email, phone, bankAccount, ipTime } = target;
    const value = address?.accountId ?? tx?.txHash ?? accountUid ?? email ?? phone ?? bankAccount?.value ?? ipTime?.ip;
    return [targetId, type, value ?? 'see --json', address?.memo ?? ''];
  });
  return table(['target', 'type', 'value', 'memo'], rows);
}
