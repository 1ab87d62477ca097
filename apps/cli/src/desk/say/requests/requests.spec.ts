import { EnforcementRequestV1, parse, seal } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import { example } from '../../../../../../libs/contracts/test/examples.js';
import { addressOf } from '../../values/address-of.js';
import { amountOf } from '../../values/amount-of.js';
import { assetOf } from '../../values/assets.js';
import { authorityOf } from './authority.js';
import { freezeMessage } from './freeze.js';
import { documentMessage, withdrawalMessage } from './generation.js';
import { lookupMessages } from './lookup.js';
import { onHoldMessage } from './on-hold.js';

const at = new Date('2026-04-14T07:40:00.000Z');
const officer = '5b7d9f11-2a3c-8e4d-a5f6-071829304152';
const police = { legalName: 'Demo Police', jurisdiction: 'ZZ' };
const options = {
  case: '2026-77',
  basis: 'POLICE_ORDER ZZ-77',
  offence: 'VOICE_PHISHING 347',
  why: 'The funds move on.',
};
const tron = addressOf('TJRabPrwbZy45sbavfcjinPJC18kjpRTv8');
const sealed = (message: object): Envelope => seal(message, 'demo-police').envelope;
const bodyOf = (message: object) => parse(EnforcementRequestV1, sealed(message).body);

describe('the authority of a request', () => {
  const stated = authorityOf(options, police, { at, documentStatus: 'NOT_REQUIRED' });

  it('is the agency itself, and what its officer states', () => {
    expect(stated).toMatchObject({
      caseNumber: '2026-77',
      legalBasis: {
        instrumentType: 'POLICE_ORDER',
        reference: 'ZZ-77',
        issuingAuthority: 'Demo Police',
        jurisdiction: 'ZZ',
        issuedAt: at.toISOString(),
      },
      offence: { crimeCategory: 'VOICE_PHISHING', nationalCode: '347', occurredFrom: '2026-04-14T00:00:00.000Z' },
      necessity: 'The funds move on.',
    });
  });

  it('says that a statute, an article and a code are not stated where they are not', () => {
    const { legalBasis, offence } = authorityOf({ ...options, offence: 'UNKNOWN' }, police, {
      at,
      documentStatus: 'NOT_REQUIRED',
    });
    expect([legalBasis.statute, legalBasis.article, offence.nationalCode]).toEqual(Array(3).fill('not stated'));
  });

  it('asks for everything that must be stated, at once', () => {
    expect(() => authorityOf({}, police, { at, documentStatus: 'NOT_REQUIRED' })).toThrow(
      /--case[^]*--basis[^]*--offence[^]*--why/,
    );
  });

  it.each([
    [{ basis: 'ORDER ZZ-77' }, /--basis ORDER: say one of COURT_ORDER, /],
    [{ offence: 'PHISHING' }, /--offence PHISHING: say one of PIG_BUTCHERING, /],
  ])('names the words that there are: %j', (wrong, message) => {
    const terms = { at, documentStatus: 'NOT_REQUIRED' as const };
    expect(() => authorityOf({ ...options, ...wrong }, police, terms)).toThrow(message);
  });

  it('asks for the number of an instrument', () => {
    expect(() =>
      authorityOf({ ...options, basis: 'POLICE_ORDER' }, police, { at, documentStatus: 'NOT_REQUIRED' }),
    ).toThrow(/"POLICE_ORDER" is incomplete/);
  });
});

describe('a lookup', () => {
  const authority = authorityOf(options, police, { at, documentStatus: 'NOT_REQUIRED' });
  const ask = (count: number) =>
    lookupMessages({ addresses: Array(count).fill(tron), groups: ['exchanges'], officer, at, authority });

  it('is a message that the door takes', () => {
    const [message = {}] = ask(1);
    const { audience, case: ofCase, body, officer: signer } = sealed(message);
    expect({ audience, ofCase, signer }).toEqual({
      audience: { groups: ['exchanges'] },
      ofCase: { number: '2026-77' },
      signer: officer,
    });
    expect(body).toMatchObject({ requestType: 'ATTRIBUTION_LOOKUP', routing: { mode: 'BROADCAST' } });
  });

  it.each([
    [500, [500]],
    [501, [500, 1]],
    [1_200, [500, 500, 200]],
  ])('of %i addresses becomes requests of at most 500, each a message of its own', (count, sizes) => {
    const messages = ask(count);
    expect(messages.map((message) => bodyOf(message).targets.length)).toEqual(sizes);
    expect(new Set(messages.map((message) => sealed(message).messageId)).size).toBe(sizes.length);
  });
});

describe('a freeze', () => {
  const terms = {
    addresses: [tron],
    cap: amountOf('48250.75', assetOf({ asset: 'USDT', chainId: tron.chainId })),
    expiresAt: '2026-04-17T07:40:00.000Z',
    documentDueAt: '2026-04-15T07:40:00.000Z',
    to: { partners: ['demo-exchange-1'] },
    priority: 'ROUTINE',
    officer,
    at,
    authority: authorityOf(options, police, { at, documentStatus: 'TO_FOLLOW' }),
  };
  const freeze = sealed(freezeMessage(terms));
  const document = {
    evidenceId: 'document-abab',
    type: 'court order',
    sha256: 'ab'.repeat(32),
    mediaType: 'application/pdf',
    sizeBytes: 10,
    dataClass: 'EVIDENCE',
  };
  const next = { requestId: freeze.messageId, generation: 2, officer, at: new Date('2026-04-14T09:00:00.000Z') };

  it('holds no more than the cap, at named exchanges', () => {
    expect(freeze.audience).toEqual({ partners: ['demo-exchange-1'] });
    expect(freeze.body).toMatchObject({
      routing: { mode: 'DIRECT', to: ['demo-exchange-1'] },
      freeze: { scope: 'AMOUNT_LIMITED', cap: { amountAtomic: '48250750000' }, expiresAt: terms.expiresAt },
    });
  });

  it('goes to whoever a lookup names', () => {
    const to = { lookupId: '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211', groups: ['exchanges'] };
    expect(bodyOf(freezeMessage({ ...terms, to })).routing).toEqual({ mode: 'AFTER_LOOKUP', lookupId: to.lookupId });
  });

  it('is urgent for a reason alone', () => {
    const urgent = { ...terms, priority: 'URGENT' };
    expect(() => sealed(freezeMessage(urgent))).toThrow('/body/emergencyGround');
    expect(bodyOf(freezeMessage({ ...urgent, ground: 'IMMINENT_DISSIPATION' })).priority).toBe('URGENT');
  });

  it('is documented by a later generation: the promise is kept, nothing else changes', () => {
    const { messageId, body, reference } = sealed(documentMessage(freeze, next, document));
    const { legalDocumentDueAt: _due, ...held } = bodyOf(freezeMessage(terms)).freeze ?? {};
    expect(body).toEqual({
      ...freeze.body,
      requestId: freeze.messageId,
      generation: 2,
      legalBasis: {
        ...bodyOf(freezeMessage(terms)).legalBasis,
        documentStatus: 'ATTACHED',
        documentEvidenceIds: ['document-abab'],
      },
      evidence: [document],
      freeze: held,
    });
    expect([messageId, reference]).not.toContain(freeze.messageId);
  });

  it('keeps what an earlier generation brought, and stays the request that it was', () => {
    const documented = sealed(documentMessage(freeze, next, document));
    const third = { ...next, generation: 3, at: new Date('2026-04-14T10:00:00.000Z') };
    const { body, correlates } = sealed(withdrawalMessage(documented, third, 'Closed.'));
    expect(body).toMatchObject({
      requestId: freeze.messageId,
      generation: 3,
      legalBasis: { documentStatus: 'ATTACHED' },
      evidence: [document],
    });
    expect(correlates).toEqual([freeze.messageId]);
  });

  it('is taken back by a later generation, even where its terms are over', () => {
    const late = { ...next, at: new Date('2026-05-14T09:00:00.000Z') };
    const { body, correlates } = sealed(withdrawalMessage(freeze, late, 'Wrong address.'));
    expect(body).toMatchObject({ desiredStatus: 'WITHDRAWN', generation: 2, necessity: 'Wrong address.' });
    expect(correlates).toEqual([freeze.messageId]);
  });

  it('takes nobody else’s signature into its next generation', () => {
    const signed = { ...freeze, signatures: [{ by: 'officer' as const, kid: 'k', jws: 'a..b' }] };
    expect(withdrawalMessage(signed, next, 'x')).not.toHaveProperty('signatures');
  });

  describe('that led to a hold', () => {
    const order = {
      requestId: freeze.messageId,
      holdId: '3f9b2d10-7c4e-8a51-b2d3-6e5f40312211',
      holder: 'demo-exchange-1',
      targetId: 'T1',
      officer,
      at: next.at,
      why: 'The case is closed.',
    };

    it('is let go by a request of the same right, to the holder alone', () => {
      const release = sealed(onHoldMessage(freeze, { ...order, wish: { requestType: 'RELEASE' } }));
      expect(release.audience).toEqual({ partners: ['demo-exchange-1'] });
      expect(release.case).toEqual(freeze.case);
      expect(release.body).toMatchObject({ requestType: 'RELEASE', holdId: order.holdId, necessity: order.why });
    });

    it('is let go in part, or lasts longer', () => {
      const part = { requestType: 'RELEASE' as const, releaseAmount: terms.cap };
      const longer = { requestType: 'FREEZE_EXTENSION' as const, newEnd: '2026-05-14T07:40:00.000Z' };
      expect(bodyOf(onHoldMessage(freeze, { ...order, wish: part })).releaseAmount).toEqual(terms.cap);
      expect(bodyOf(onHoldMessage(freeze, { ...order, wish: longer })).newEnd).toBe(longer.newEnd);
    });
  });

  it('with every part that a request may have keeps them in its next generation', () => {
    const whole = example('enforcement-request', 'full.v1');
    const { envelope } = seal(whole, whole.sender);
    const { evidence = [], targets } = bodyOf(documentMessage(envelope, next, document));
    expect(evidence.map(({ evidenceId }) => evidenceId)).toEqual(['E-1', 'E-2', 'document-abab']);
    expect(targets).toHaveLength(9);
  });
});
