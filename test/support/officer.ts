import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seal, signContent } from '@holdfast/contracts';
import { TestPartner } from './partner.js';

/** What was submitted: its id, and the hash that a second officer approves. */
export interface Submitted {
  messageId: string;
  contentHash: string;
}

/** A person of a partner (`demo-police.officer-1`), who signs what it says. */
export class TestOfficer {
  readonly #key: { kid: string; officer: string; [member: string]: string };
  readonly partner: TestPartner;

  constructor(url: string, home: string, name: string) {
    this.#key = JSON.parse(readFileSync(join(home, 'keys', `${name}.jwk`), 'utf8'));
    this.partner = new TestPartner(url, home, name);
  }

  /** Signs and submits a message; throws with the answer where it is refused. */
  async say(message: object): Promise<Submitted> {
    const { officer, kid, ...jwk } = this.#key;
    const own = { ...message, sender: this.partner.id, officer };
    const { envelope, contentHash } = seal(own, this.partner.id);
    const signed = { ...own, signatures: [signContent(contentHash, 'officer', { kid, jwk })] };
    const answer = await this.partner.submit(signed);
    if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
    return { messageId: envelope.messageId, contentHash: contentHash.toString('hex') };
  }

  /** The second officer's word. */
  approve({ messageId: target, contentHash }: Submitted, audience: object): Promise<Submitted> {
    return this.say({
      ...frame('approval', `approval/${target}`),
      audience,
      body: { target, contentHash, decision: 'APPROVED', role: 'APPROVER' },
    });
  }
}

/** What every message of these tests says around its body. */
export const frame = (kind: string, reference: string) => ({
  kind,
  version: 1,
  reference,
  occurredAt: new Date().toISOString(),
  handling: { tlp: 'AMBER', code: 'H0', dataClass: 'INTEL', retention: { class: 'R5', legalHold: false } },
  language: 'en',
  correlates: [],
  exercise: false,
});
