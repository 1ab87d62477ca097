import { messageIdOf, seal, signContent } from '@holdfast/contracts';
import type { Envelope, SigningKey } from '@holdfast/contracts';
import { newKey, publicJwkOf } from '@holdfast/platform';
import { StatedDirectory } from '@holdfast/policy';
import { example } from '../../../libs/contracts/test/examples.js';
import type { Said } from '../src/fold/said.js';

/** When everything in these tests begins. */
export const BEGIN = '2026-04-14T07:40:00.000Z';

/** A moment so many milliseconds after the beginning. */
export const after = (ms: number): string => new Date(Date.parse(BEGIN) + ms).toISOString();

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** An officer of a partner, with the key that signs. */
export interface Person {
  partner: string;
  id: string;
  key: SigningKey;
}

function personOf(partner: string, name: string): Person {
  const reference = `officer/${partner}/${name}`;
  return { partner, key: newKey(), id: messageIdOf({ sender: 'hub', kind: 'officer', reference }) };
}

const ORGANISATIONS: Readonly<Record<string, string>> = {
  hub: 'HUB',
  'demo-police': 'POLICE',
  'demo-prosecutor': 'PROSECUTOR',
  'demo-exchange-1': 'EXCHANGE',
  'demo-exchange-2': 'EXCHANGE',
  'demo-exchange-3': 'EXCHANGE',
};

/** A small community with its directory, whose messages come one after the other with rising indexes. */
export class World {
  readonly requester = personOf('demo-police', 'requester');
  readonly approver = personOf('demo-police', 'approver');
  readonly prosecutor = personOf('demo-prosecutor', 'approver');
  readonly operators = [personOf('hub', 'operator-1'), personOf('hub', 'operator-2')];
  directory = StatedDirectory.empty;
  /** What states the directory, by index. */
  readonly stated: Said[] = [];
  private index = 0;
  private count = 0;

  constructor() {
    for (const [id, type] of Object.entries(ORGANISATIONS)) this.admit(id, type);
    this.appoint(this.requester, ['REQUESTER']);
    for (const each of [this.approver, this.prosecutor]) this.appoint(each, ['APPROVER']);
    for (const each of this.operators) this.appoint(each, ['OPERATOR']);
  }

  /** Another version of an organisation takes force. */
  admit(id: string, type = 'EXCHANGE', status = 'VERIFIED'): void {
    const lists = { keys: [], licences: [], domains: [], certificates: [], formats: [] };
    const groups = type === 'EXCHANGE' ? ['exchanges'] : [];
    const body = { id, type, legalName: `The ${id}`, jurisdiction: 'ZZ', status, groups, ...lists };
    this.state(`organisation/${id}`, 'organisation', { body, reference: `${id}/${this.index}` });
  }

  private appoint({ partner, id, key }: Person, roles: string[]): void {
    const keys = [{ kid: key.kid, jwk: publicJwkOf(key), class: 'SOFTWARE' }];
    const body = { officerId: id, orgId: partner, roles, keys, competencies: [], riskScore: 0, status: 'ACTIVE' };
    this.state(`officer/${partner}/${id}`, 'officer', { body, reference: key.kid });
  }

  private state(key: string, kind: 'organisation' | 'officer', change: object): void {
    const { officer: _one, ...rest } = { officer: undefined, ...example(kind), ...change };
    const { envelope, contentHash } = seal({ ...rest, sender: 'hub' }, 'hub');
    const said = this.recorded(envelope, contentHash, BEGIN);
    this.directory = this.directory.with({ key, since: said.index, said: said.index, envelope });
    this.stated.push(said);
  }

  /** A recorded message: of an example, changed, signed by these people. */
  say(kind: string, { at = BEGIN, name, signers = [], ...change }: Saying): Said {
    const whole = { ...example(kind, name), reference: `R-${this.count++}`, ...change };
    const { officer: _none, ...anonymous } = whole as typeof whole & { officer?: string };
    const [first] = signers;
    const message = first ? { ...anonymous, officer: first.id } : anonymous;
    const { contentHash } = seal(message, whole.sender);
    const signatures = signers.map(({ key }) => signContent(contentHash, 'officer', key));
    const { envelope } = seal(first ? { ...message, signatures } : message, whole.sender);
    return this.recorded(envelope, contentHash, at);
  }

  private recorded(envelope: Envelope, contentHash: Buffer, at: string): Said {
    const { directory } = this;
    return { index: this.index++, acceptedAt: at, envelope, contentHash: contentHash.toString('hex'), directory };
  }

  /** What the desk decided comes back recorded. */
  returned(message: object, at = BEGIN): Said {
    const { envelope, contentHash } = seal(message, 'hub');
    return this.recorded(envelope, contentHash, at);
  }

  /** The word of a second person on a request. */
  approval(
    { envelope, contentHash }: Said,
    by: Person,
    { at = BEGIN, ...body }: { at?: string; [field: string]: unknown } = {},
  ): Said {
    const role =
      by.partner === 'hub' ? 'OPERATOR' : by.partner === envelope.sender ? 'APPROVER' : 'VALIDATING_AUTHORITY';
    return this.say('approval', {
      at,
      sender: by.partner,
      signers: [by],
      body: { target: envelope.messageId, contentHash, decision: 'APPROVED', role, ...body },
    });
  }
}

/** Changes of an example, who signs it, and when it was accepted. */
interface Saying {
  at?: string;
  name?: string;
  signers?: readonly Person[];
  [property: string]: unknown;
}
