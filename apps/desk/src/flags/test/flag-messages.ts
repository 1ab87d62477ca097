import { World } from '../../../test/world.js';
import { example } from '../../../../../libs/contracts/test/examples.js';
import type { Said } from '../../fold/said.js';
import { hour } from './facts.js';

/** Where and when a message of these tests is said, and by whom. */
interface Saying {
  sender?: string;
  at?: number;
  audience?: object;
  [field: string]: unknown;
}

/** A community whose members flag, assess, meet and revoke; times are hours after the flags begin. */
export class Flaggers extends World {
  flag({ sender = 'demo-police', at = 0, audience = { groups: ['members'] }, ...body }: Saying = {}): Said {
    const valid = { validFrom: hour(0), validUntil: hour(1_000) };
    return this.of('address-flag', { sender, at, audience, body: { ...valid, ...body } });
  }

  /** A later version of a flag, by its flagger where nobody else is named. */
  version(of: Said, version: number, { sender = of.envelope.sender, ...more }: Saying): Said {
    return this.flag({ sender, flagId: of.envelope.messageId, version, ...more });
  }

  assess(flag: Said, verdict: string, { sender = 'demo-exchange-1', at = 1, version = 1 }: Saying = {}): Said {
    const body = { flagId: flag.envelope.messageId, version, verdict, note: 'Why' };
    return this.of('flag-assessment', { sender, at, body });
  }

  hit(flag: Said, { sender = 'demo-exchange-1', at = 1, ...body }: Saying = {}): Said {
    return this.of('flag-hit', { sender, at, body: { flagId: flag.envelope.messageId, exchange: sender, ...body } });
  }

  revoke(message: Said, { sender = 'demo-police', at = 1, ...more }: Saying = {}): Said {
    const body = { targetMessageId: message.envelope.messageId, applyBy: hour(2_000), ...more };
    return this.of('revocation', { sender, at, body });
  }

  private of(kind: string, { at = 0, body, ...change }: Saying): Said {
    const whole = { ...example(kind).body, ...Object(body) };
    return this.say(kind, { ...change, at: hour(at), body: whole });
  }
}
