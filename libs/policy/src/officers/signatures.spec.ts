import { generateKeyPairSync } from 'node:crypto';
import { parse, PublicJwk, seal, signContent, thumbprint } from '@holdfast/contracts';
import type { Envelope, OfficerKey, SigningKey } from '@holdfast/contracts';
import { judgeSignatures } from '@holdfast/policy';
import type { DirectoryView } from '@holdfast/policy';
import { example } from '../../../contracts/test/examples.js';

const NOW = '2026-04-14T07:40:00.000Z';
const EARLIER = '2026-04-14T07:39:59.999Z';

function newKey(): SigningKey {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kid: thumbprint(publicOf(jwk)), jwk };
}

function publicOf({ kty, crv, x }: SigningKey['jwk']): PublicJwk {
  return parse(PublicJwk, { kty, crv, x });
}

const keys = { kim: newKey(), lee: newKey(), chief: newKey(), system: newKey(), stranger: newKey() };
type Name = keyof typeof keys;

interface Directory {
  roles?: Partial<Record<Name, string[]>>;
  key?: Partial<OfficerKey>;
  status?: string;
}

/** A police with three officers; what is given changes Kim, who acts. */
const directory = ({ roles = {}, key = {}, status = 'ACTIVE' }: Directory = {}): DirectoryView => ({
  organisation: () => ({
    ...Object(example('organisation').body),
    keys: [{ kid: 'system', jwk: publicOf(keys.system.jwk) }],
  }),
  officers: () =>
    (['kim', 'lee', 'chief'] as const).map((id) => ({
      id,
      officer: {
        orgId: 'demo-police',
        roles: roles[id] ?? (id === 'chief' ? ['APPROVER'] : ['REQUESTER']),
        keys: [{ kid: keys[id].kid, jwk: publicOf(keys[id].jwk), class: 'SOFTWARE', ...(id === 'kim' ? key : {}) }],
        competencies: [],
        riskScore: 0,
        status: id === 'kim' ? status : 'ACTIVE',
      },
    })),
});

function signed(kind: string, signers: readonly Name[], change: object = {}): Envelope {
  const { sender, ...minimal } = example(kind);
  const message = { ...minimal, officer: 'kim', ...change };
  const { contentHash } = seal(message, sender);
  const signatures = signers.map((name) => {
    const key = name === 'system' ? { ...keys.system, kid: 'system' } : keys[name];
    return signContent(contentHash, name === 'system' ? 'partner' : 'officer', key);
  });
  return seal(signatures.length > 0 ? { ...message, signatures } : message, sender).envelope;
}

function rules(envelope: Envelope, view = directory()): string[] {
  const { signatures: _signatures, ...content } = envelope;
  const { contentHash } = seal(content, envelope.sender);
  return judgeSignatures({ envelope, contentHash }, view, NOW).faults.map(({ pointer, rule }) => `${pointer} ${rule}`);
}

it.each<[string, Name[], object, string[]]>([
  ['by the officer who acts', ['kim'], {}, []],
  ['by the officer and the system', ['kim', 'system'], {}, []],
  ['by nobody', [], {}, ['/signatures signature-required']],
  ['by the system alone', ['system'], {}, ['/signatures signature-required']],
  ['by another officer', ['lee'], {}, ['/officer signature-officer']],
  ['by a stranger', ['stranger'], {}, ['/signatures/0 signature-key']],
  ['in the name of one without a role', ['chief'], { officer: 'chief' }, ['/officer officer-role']],
  ['in nobody’s name', ['kim'], { officer: undefined }, ['/officer officer-required']],
])('judges a request that is signed %s', (_, signers, change, faults) => {
  const given = Object.fromEntries(Object.entries({ officer: 'kim', ...change }).filter(([, value]) => value));
  const { officer: _officer, ...request } = example('enforcement-request');
  const { sender, ...message } = { ...request, ...given };
  const { contentHash } = seal(message, sender);
  const signatures = signers.map((name) =>
    name === 'system'
      ? signContent(contentHash, 'partner', { ...keys.system, kid: 'system' })
      : signContent(contentHash, 'officer', keys[name]),
  );
  expect(rules(seal(signers.length > 0 ? { ...message, signatures } : message, sender).envelope)).toEqual(faults);
});

it.each<[string, Directory, string[]]>([
  ['ends later', { key: { notAfter: '2026-04-14T07:40:00.001Z' } }, []],
  ['ends now', { key: { notAfter: NOW } }, ['/signatures/0 signature-key-expired']],
  ['has ended', { key: { notAfter: EARLIER } }, ['/signatures/0 signature-key-expired']],
  ['was compromised', { key: { compromisedSince: EARLIER } }, ['/signatures/0 signature-key-compromised']],
  ['is of a suspended officer', { status: 'SUSPENDED' }, ['/signatures/0 signature-officer-suspended']],
])('judges a key that %s', (_, view, faults) => {
  expect(rules(signed('enforcement-request', ['kim']), directory(view))).toEqual(faults);
});

it.each<[string, Name[], Directory, string[]]>([
  ['two officers', ['kim', 'lee'], {}, []],
  ['one officer', ['kim'], {}, ['/signatures signature-required']],
  ['one officer twice', ['kim', 'kim'], {}, ['/signatures signature-required']],
  ['one officer and the system', ['kim', 'system'], {}, ['/signatures signature-required']],
  ['a second one without a role', ['kim', 'lee'], { roles: { lee: ['AUDITOR'] } }, ['/signatures signature-required']],
])('judges a statement that needs two and is signed by %s', (_, signers, view, faults) => {
  expect(rules(signed('reserve-statement', signers), directory(view))).toEqual(faults);
});

it('takes nothing that is altered after it was signed, in body or in handling', () => {
  const envelope = signed('enforcement-request', ['kim']);
  const { handling } = envelope;
  const body = { ...envelope.body, necessity: 'Another.' };
  for (const altered of [
    { ...envelope, body },
    { ...envelope, handling: { ...handling, pap: 'RED' } },
  ]) {
    expect(rules(altered)).toEqual(['/signatures/0 signature']);
  }
});

it('counts no signature of a system for the hub', () => {
  const { sender, ...minimal } = example('organisation');
  const { contentHash } = seal(minimal, sender);
  const signatures = [signContent(contentHash, 'partner', { ...keys.system, kid: 'system' })];
  expect(rules(seal({ ...minimal, signatures }, sender).envelope)).toEqual(['/signatures/0 signature']);
});
