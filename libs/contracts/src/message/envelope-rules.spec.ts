import { broken } from '../../test/examples.js';

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
  expect(broken('address-flag', { envelope })).toEqual(faults);
});

it('refuses a message over 256 KiB', () => {
  expect(
    broken('case-alert', {
      body: {
        urls: Array(100).fill('x'.repeat(2000)),
        bankAccounts: [],
        summary: '€'.repeat(8000),
        title: 'x'.repeat(256),
        ips: [],
        transactions: [],
        addresses: Array(500).fill(address()),
      },
    }),
  ).toEqual([' max-size']);
});

function address() {
  return { accountId: `eip155:1:${'a'.repeat(120)}`, chainId: 'eip155:1', address: 'a'.repeat(128), format: 'EVM' };
}
