import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageRejected, readJson, seal } from '@holdfast/contracts';

/** The rules that a changed minimal example of this kind breaks, as `pointer rule`. */
function broken(kind: string, body: object, envelope: object = {}): string[] {
  const minimal = Object(readJson(readFileSync(join(import.meta.dirname, kind, 'minimal.json'))));
  try {
    seal({ ...minimal, ...envelope, body: { ...minimal.body, ...body } }, 'demo-police');
    return [];
  } catch (error) {
    if (!(error instanceof MessageRejected)) throw error;
    return error.faults.map(({ pointer, rule }) => `${pointer} ${rule}`);
  }
}

const listing = { attributionBasis: 'authority_data', legalAct: 'Act 1' };

it.each([
  ['lives 180 days', { validUntil: '2026-10-11T07:40:00.000Z' }, []],
  ['lives 181 days', { validUntil: '2026-10-12T07:40:00.000Z' }, ['/body/validUntil flag-validity']],
  ['ends before it begins', { validUntil: '2026-04-14T07:39:59.999Z' }, ['/body/validUntil flag-validity']],
  ['is a listing of five years', { ...listing, validUntil: '2031-04-14T07:40:00.000Z' }, []],
  [
    'is a listing of six years',
    { ...listing, validUntil: '2032-04-14T07:40:00.000Z' },
    ['/body/validUntil flag-validity'],
  ],
  [
    'is an unnamed listing',
    { attributionBasis: 'authority_data', validUntil: '2031-04-14T07:40:00.000Z' },
    ['/body/validUntil flag-validity'],
  ],
  ['names two subjects', { entity: 'x' }, ['/body/entity flag-subject']],
  ['names the wrong subject', { subjectType: 'TX' }, ['/body/address flag-subject', '/body/tx flag-subject']],
  ['is a second version of nothing', { version: 2 }, ['/body/flagId flag-version']],
  ['says what only the hub may say', { status: 'REVOKED' }, ['/body/status enum']],
])('judges an address flag that %s', (_, body, faults) => {
  expect(broken('address-flag', body)).toEqual(faults);
});

it.each([
  ['names no trace', { addresses: [] }, ['/body/addresses alert-trace']],
  [
    'ends before it begins',
    { period: { from: '2026-04-14T00:00:00.000Z', to: '2026-04-13T00:00:00.000Z' } },
    ['/body/period/to alert-period'],
  ],
  ['asks nobody', { askOf: [{ ask: 'WATCH' }] }, ['/body/askOf/0 alert-ask']],
])('judges a case alert that %s', (_, body, faults) => {
  expect(broken('case-alert', body)).toEqual(faults);
});

const okp = { kty: 'OKP', crv: 'Ed25519', x: 'a'.repeat(43) };

it.each([
  [
    'repeats a key id',
    {
      keys: [
        { kid: 'a', jwk: okp },
        { kid: 'a', jwk: okp },
      ],
    },
    ['/body/keys/1/kid key-unique'],
  ],
  ['mixes curve and type', { keys: [{ kid: 'a', jwk: { ...okp, crv: 'P-256' } }] }, ['/body/keys/0/jwk key-curve']],
  ['claims a process key', { keys: [{ kid: 'a', jwk: okp, process: 'LEDGER' }] }, ['/body/keys/0/process key-process']],
  ['spells out membership', { groups: ['members'] }, ['/body/groups/0 group-implied']],
])('judges an organisation that %s', (_, body, faults) => {
  expect(broken('organisation', body)).toEqual(faults);
});

const handling = { tlp: 'AMBER', code: 'H0', dataClass: 'INTEL', retention: { class: 'R3', legalHold: false } };

it.each([
  ['an id that is not derived', { messageId: '8a6f1c3e-52b7-8d10-9c44-1f2e3d4c5b6a' }, ['/messageId message-id']],
  ['another sender', { sender: 'demo-exchange-1' }, ['/sender sender']],
  ['a source of its own', { source: {} }, ['/source hub-only']],
  ['nobody as audience', { audience: {} }, ['/audience audience']],
  ['H3 without its text', { handling: { ...handling, code: 'H3' } }, ['/handling/codeText handling-text']],
  ['the existence of a report', { handling: { ...handling, dataClass: 'SAR_DERIVED' } }, ['/handling/dataClass enum']],
  ['half a foreign authority', { onBehalfOf: { name: 'x' } }, ['/onBehalfOf on-behalf-of']],
  ['an exercise', { exercise: true }, ['/exercise exercise']],
  ['a day that does not exist', { occurredAt: '2026-02-30T00:00:00.000Z' }, ['/occurredAt format']],
  ['a local time', { occurredAt: '2026-02-03T00:00:00+09:00' }, ['/occurredAt format']],
  ['an unknown kind', { kind: 'rumour' }, ['/kind kind']],
  ['a newer version', { version: 2 }, ['/kind kind']],
  ['a bidirectional override', { reference: 'a\u202eb' }, ['/reference format']],
  ['text that is not NFC', { reference: 'e\u0301' }, ['/reference format']],
])('refuses an envelope with %s, naming place and rule and never the value', (_, envelope, faults) => {
  expect(broken('address-flag', {}, envelope)).toEqual(faults);
});

it('refuses a message over 256 KiB', () => {
  expect(
    broken('case-alert', {
      urls: Array(100).fill('x'.repeat(2000)),
      bankAccounts: [],
      summary: '€'.repeat(8000),
      title: 'x'.repeat(256),
      ips: [],
      transactions: [],
      addresses: Array(500).fill(address()),
    }),
  ).toEqual([' max-size']);
});

function address() {
  return { accountId: `eip155:1:${'a'.repeat(120)}`, chainId: 'eip155:1', address: 'a'.repeat(128), format: 'EVM' };
}
