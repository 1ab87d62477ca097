import { kindOf, seal } from '@holdfast/contracts';
import { broken, example } from '../../../../test/examples.js';

const lookup = Object(example('enforcement-request').body);
const freeze = Object(example('enforcement-request', 'full.v1').body);
const disclosure = Object(example('enforcement-request', 'disclosure.v1').body);
const seizure = Object(example('enforcement-request', 'seizure.v1').body);
const holdId = '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211';
const direct = { mode: 'DIRECT', to: ['demo-exchange-1'] };
const exchange1 = { audience: { partners: ['demo-exchange-1'] } };
const NOW = '2026-04-14T07:40:00.000Z';
const AFTER = '2026-04-14T07:40:00.001Z';

describe('where it goes', () => {
  const to = (routing: object) => ({ ...freeze, routing });

  it.each([
    ['a blind lookup', { routing: { mode: 'BLIND_LOOKUP' } }, []],
    ['a lookup of one exchange', { routing: direct }, ['/body/routing/mode request-mode']],
    ['a freeze for everybody', to({ mode: 'BROADCAST' }), ['/body/routing/mode request-mode']],
    ['a freeze after a lookup', to({ mode: 'AFTER_LOOKUP', lookupId: holdId }), []],
    ['a freeze after no lookup', to({ mode: 'AFTER_LOOKUP' }), ['/body/routing/lookupId request-lookup']],
    ['a named exchange and a lookup', to({ ...direct, lookupId: holdId }), ['/body/routing/lookupId request-lookup']],
    ['nobody', to({ mode: 'DIRECT' }), ['/body/routing/to request-recipients']],
    ['a lookup with a name', { routing: { ...direct, mode: 'BROADCAST' } }, ['/body/routing/to request-recipients']],
    [
      'one exchange twice',
      to({ mode: 'DIRECT', to: ['demo-exchange-1', 'demo-exchange-1'] }),
      ['/body/routing/to/1 request-recipients'],
    ],
    [
      'an exchange outside the audience',
      to({ mode: 'DIRECT', to: ['demo-exchange-1', 'demo-exchange-2'] }),
      ['/body/routing/to/1 request-audience'],
    ],
  ])('judges %s', (_, body, faults) => {
    expect(broken('enforcement-request', { body, envelope: exchange1 })).toEqual(faults);
  });
});

it.each([
  ['begins withdrawn', { desiredStatus: 'WITHDRAWN' }, ['/body/desiredStatus request-withdrawal']],
  ['is a second generation of nothing', { generation: 2 }, ['/body/requestId request-generation']],
  ['is a first generation of something', { requestId: holdId }, ['/body/requestId request-generation']],
  ['is withdrawn later', { generation: 2, requestId: holdId, desiredStatus: 'WITHDRAWN' }, []],
  ['is urgent for no reason', { priority: 'URGENT' }, ['/body/emergencyGround request-emergency']],
  ['has a reason and no hurry', { emergencyGround: 'THREAT_TO_LIFE' }, ['/body/emergencyGround request-emergency']],
  ['asks everybody about a person', { targets: [freeze.targets[5]] }, ['/body/targets/0/type request-lookup-target']],
  [
    'looks up what it freezes',
    { freeze: freeze.freeze },
    ['/body/freeze request-part', '/body/freeze/legalDocumentDueAt freeze-document'],
  ],
  [
    'ends an offence before it begins',
    { offence: { ...lookup.offence, occurredTo: '2026-04-13T20:59:59.999Z' } },
    ['/body/offence/occurredTo request-offence'],
  ],
  ['is of one moment', { offence: { ...lookup.offence, occurredTo: lookup.offence.occurredFrom } }, []],
])('judges a lookup that %s', (_, body, faults) => {
  expect(broken('enforcement-request', { body })).toEqual(faults);
});

describe('a legal basis', () => {
  const on = (change: object) => ({ legalBasis: { ...lookup.legalBasis, ...change } });
  const { evidence } = seizure;
  const attached = { documentStatus: 'ATTACHED', documentEvidenceIds: ['E-1'] };
  const translations = [{ language: 'en', evidenceId: 'E-2' }];

  it.each([
    ['in force', on({ validUntil: AFTER }), []],
    ['over', on({ validUntil: NOW }), ['/body/legalBasis/validUntil basis-validity']],
    [
      'over before it began',
      on({ issuedAt: AFTER, validUntil: AFTER }),
      ['/body/legalBasis/validUntil basis-validity'],
    ],
    ['attached', { ...on(attached), evidence }, []],
    [
      'attached and not there',
      on({ documentStatus: 'ATTACHED' }),
      ['/body/legalBasis/documentEvidenceIds basis-document'],
    ],
    ['attached and not bound by a hash', on(attached), ['/body/legalBasis/documentEvidenceIds/0 basis-document']],
    ['issued just now', { ...on({ ...attached, issuedAt: NOW }), evidence }, []],
    [
      'attached before it was issued',
      { ...on({ ...attached, issuedAt: AFTER }), evidence },
      ['/body/legalBasis/issuedAt basis-issued'],
    ],
    [
      'translated nowhere',
      { ...on({ ...attached, translations }), evidence },
      ['/body/legalBasis/translations/0/evidenceId basis-document'],
    ],
    ['proven twice', { evidence: [evidence[0], evidence[0]] }, ['/body/evidence/1/evidenceId request-evidence-unique']],
  ])('is judged when it is %s', (_, body, faults) => {
    expect(broken('enforcement-request', { body })).toEqual(faults);
  });

  it('names the partner that must validate it', () => {
    const whole = example('enforcement-request', 'full.v1');
    expect(kindOf('enforcement-request', 1)?.validatedBy?.(seal(whole, whole.sender).envelope)).toBe('demo-prosecutor');
  });
});

describe('targets', () => {
  const [address, tx, , , , natural, , bank] = freeze.targets;
  const { person } = natural;
  const about = (...targets: object[]) => ({ targets });

  it.each([
    ['one twice', about(address, { ...tx, targetId: 'T1' }), ['/body/targets/1/targetId request-target-unique']],
    ['no value', about({ ...address, address: undefined }), ['/body/targets/0/address request-target-value']],
    ['two values', about({ ...address, email: 'a@b.example' }), ['/body/targets/0/email request-target-value']],
    [
      'the value of another type',
      about({ ...address, type: 'TX' }),
      ['/body/targets/0/address request-target-value', '/body/targets/0/tx request-target-value'],
    ],
    ['a person who is nobody', about({ ...natural, person: {} }), ['/body/targets/0/person request-target-person']],
    [
      'a person who is two',
      about({ ...natural, person: { ...person, legalPerson: freeze.targets[6].person.legalPerson } }),
      ['/body/targets/0/person request-target-person'],
    ],
    [
      'an account that is none',
      about({ ...bank, bankAccount: { scheme: 'IBAN', value: 'DE89370400440532013001' } }),
      ['/body/targets/0/bankAccount/value request-target-iban'],
    ],
    [
      'a period that ends before it begins',
      about({ ...tx, period: { from: AFTER, to: NOW } }),
      ['/body/targets/0/period/to request-target-period'],
    ],
    ['none', about(), ['/body/targets minItems']],
    [
      'a name in another spelling of the same letters',
      about({
        ...natural,
        person: {
          naturalPerson: { name: { nameIdentifier: [{ primaryIdentifier: 'e\u0301', nameIdentifierType: 'ALIA' }] } },
        },
      }),
      ['/body/targets/0/person/naturalPerson/name/nameIdentifier/0/primaryIdentifier format'],
    ],
    [
      'an alias alone',
      about({
        ...natural,
        person: {
          naturalPerson: { name: { nameIdentifier: [{ primaryIdentifier: 'Kim', nameIdentifierType: 'ALIA' }] } },
        },
      }),
      [],
    ],
  ])('are judged where there is %s', (_, body, faults) => {
    expect(broken('enforcement-request', { name: 'full.v1', body })).toEqual(faults);
  });
});

describe('a freeze', () => {
  const on = (change: object, more: object = {}) => ({ freeze: { ...freeze.freeze, ...change }, ...more });
  const scoped = (scope: string, change: object = {}) => on({ scope, cap: undefined, ...change });
  const because = 'Every asset is proceeds.';
  const noDue = { legalDocumentDueAt: undefined };
  const document = (documentStatus: string) => ({ legalBasis: { ...freeze.legalBasis, documentStatus } });

  it.each([
    ['without a cap', on({ cap: undefined }), ['/body/freeze/cap freeze-scope']],
    ['with assets beside the cap', on({ assetIds: ['eip155:1/slip44:60'] }), ['/body/freeze/assetIds freeze-scope']],
    ['of assets', scoped('ASSET', { assetIds: ['eip155:1/slip44:60'] }), []],
    ['of no assets', scoped('ASSET'), ['/body/freeze/assetIds freeze-scope']],
    ['of withdrawals', scoped('WITHDRAWALS_ONLY'), []],
    ['of withdrawals, capped', on({ scope: 'WITHDRAWALS_ONLY' }), ['/body/freeze/cap freeze-scope']],
    ['of a deposit', scoped('SPECIFIC_DEPOSIT'), []],
    [
      'of no deposit',
      { ...scoped('SPECIFIC_DEPOSIT'), targets: [freeze.targets[0]] },
      ['/body/targets freeze-deposit'],
    ],
    ['of everything', scoped('FULL_ACCOUNT', { justificationIfFullAccount: because }), []],
    ['of everything for no reason', scoped('FULL_ACCOUNT'), ['/body/freeze/justificationIfFullAccount freeze-scope']],
    [
      'of everything, out of proportion',
      { ...scoped('FULL_ACCOUNT', { justificationIfFullAccount: because }), proportionality: undefined },
      ['/body/proportionality request-proportionality'],
    ],
    ['out of proportion, but small', { proportionality: undefined }, []],
    [
      'of 72 hours and a moment',
      on({ expiresAt: '2026-04-17T07:40:00.001Z' }),
      ['/body/freeze/expiresAt freeze-expiry'],
    ],
    [
      'that is over',
      on({ expiresAt: NOW }, document('NOT_REQUIRED')),
      [
        '/body/freeze/expiresAt freeze-expiry',
        '/body/freeze/legalDocumentDueAt freeze-document',
        '/body/freeze/legalDocumentDueAt freeze-document',
      ],
    ],
    ['of a month with its document', on({ ...noDue, expiresAt: '2026-05-14T00:00:00.000Z' }, document('ATTACHED')), []],
    ['that promises a document at no time', on(noDue), ['/body/freeze/legalDocumentDueAt freeze-document']],
    [
      'that promises a document it has',
      on({}, document('ATTACHED')),
      ['/body/freeze/legalDocumentDueAt freeze-document'],
    ],
    ['that promises a document at its end', on({ legalDocumentDueAt: '2026-04-17T07:40:00.000Z' }), []],
    [
      'that promises a document after its end',
      on({ legalDocumentDueAt: '2026-04-17T07:40:00.001Z' }),
      ['/body/freeze/legalDocumentDueAt freeze-document'],
    ],
    [
      'that promised a document before',
      on({ legalDocumentDueAt: NOW }),
      ['/body/freeze/legalDocumentDueAt freeze-document'],
    ],
    ['that is none', { freeze: undefined }, ['/body/freeze request-part']],
    ['by an issuer', { requestType: 'ISSUER_FREEZE' }, []],
    ['that is withdrawn after its end', on({ expiresAt: NOW }, { desiredStatus: 'WITHDRAWN' }), []],
  ])('is judged, one %s', (_, body, faults) => {
    expect(broken('enforcement-request', { name: 'full.v1', body })).toEqual(faults);
  });
});

describe('a disclosure', () => {
  const [okp, ec] = disclosure.delivery.encryptTo;
  const to = (...encryptTo: object[]) => ({ delivery: { ...disclosure.delivery, encryptTo } });
  const info = { requestType: 'INFO_DISCLOSURE' };

  it.each([
    ['of no data', { dataCategories: undefined }, ['/body/dataCategories request-part']],
    ['to no key', { delivery: undefined }, ['/body/delivery request-part']],
    ['in an emergency without haste', { priority: 'URGENT' }, ['/body/priority request-priority']],
    ['of information without haste', { ...info, priority: 'ROUTINE', emergencyGround: undefined }, []],
    [
      'of who it is, out of proportion',
      { proportionality: undefined },
      ['/body/proportionality request-proportionality'],
    ],
    ['of a history', { dataCategories: ['TX_HISTORY'], proportionality: undefined }, []],
    [
      'to a key of another name',
      to({ ...okp, kid: ec.kid }),
      ['/body/delivery/encryptTo/0/kid delivery-key-thumbprint'],
    ],
    ['to a key of another curve', to({ ...okp, crv: 'P-256' }), ['/body/delivery/encryptTo/0 delivery-key-curve']],
    ['to half a key', to(okp, { ...ec, y: undefined }), ['/body/delivery/encryptTo/1 delivery-key-curve']],
  ])('is judged, one %s', (_, body, faults) => {
    expect(broken('enforcement-request', { name: 'disclosure.v1', body })).toEqual(faults);
  });
});

describe('what follows a hold', () => {
  const plain = { transfer: undefined, legalBasis: lookup.legalBasis };
  const extension = { ...plain, requestType: 'FREEZE_EXTENSION', newEnd: AFTER };
  const release = { ...plain, requestType: 'RELEASE' };
  const on = (change: object) => ({ transfer: { ...seizure.transfer, ...change } });
  const { amount } = seizure.transfer;

  it.each([
    ['an extension', extension, []],
    ['an extension until now', { ...extension, newEnd: NOW }, ['/body/newEnd request-new-end']],
    ['an endless extension', { ...extension, newEnd: undefined }, ['/body/newEnd request-part']],
    ['an extension of nothing', { ...extension, holdId: undefined }, ['/body/holdId request-part']],
    ['a release', release, []],
    ['a release of a part', { ...release, releaseAmount: amount }, []],
    ['a release of nothing', { ...release, holdId: undefined }, ['/body/holdId request-part']],
    ['a release with an end', { ...release, newEnd: AFTER }, ['/body/newEnd request-part']],
    ['a seizure of what nobody held', { holdId: undefined }, []],
    ['a seizure to nowhere', { transfer: undefined }, ['/body/transfer request-part']],
    ['a seizure that releases', { releaseAmount: amount }, ['/body/releaseAmount request-part']],
    ['a preservation of a hold', { ...plain, requestType: 'PRESERVATION' }, ['/body/holdId request-part']],
    ['a test of everything', on({ testTransferAtomic: amount.amountAtomic }), []],
    ['a test of more', on({ testTransferAtomic: '31900000001' }), ['/body/transfer/testTransferAtomic transfer-test']],
    [
      'another chain',
      on({ amount: { ...amount, assetId: 'eip155:10/slip44:60' } }),
      ['/body/transfer/amount/assetId transfer-chain'],
    ],
    [
      'the proof of another chain',
      on({ custodyProof: { ...seizure.transfer.custodyProof, type: 'BIP322' } }),
      ['/body/transfer/custodyProof/type transfer-proof'],
    ],
  ])('judges %s', (_, body, faults) => {
    expect(broken('enforcement-request', { name: 'seizure.v1', body })).toEqual(faults);
  });
});

it('waits for a routing, signed by a requester', () => {
  expect(kindOf('enforcement-request', 1)).toMatchObject({ gated: true, roles: ['REQUESTER'] });
});
