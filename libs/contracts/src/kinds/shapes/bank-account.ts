import type { Fault } from '../../errors/message-rejected.js';
import { OneOf, Text } from '../../fields/decorators.js';
import { CountryCode } from '../../fields/identifiers.js';

/** An account at a bank. */
export class BankAccount {
  @OneOf(['IBAN', 'NATIONAL'], { about: 'How the account is numbered.' })
  scheme!: 'IBAN' | 'NATIONAL';

  @Text({ max: 64, about: 'The number; an IBAN without spaces, a national number as its country writes it.' })
  value!: string;

  @CountryCode({ optional: true, about: 'Country of the account.' })
  country?: string;

  @Text({ max: 64, optional: true, about: 'The bank: its BIC or national code.' })
  bank?: string;
}

const IBAN = /^[A-Z]{2}(0[2-9]|[1-8][0-9]|9[0-8])[A-Z0-9]{11,30}$/;

/** ISO 13616, electronic form: rotated by four and read as a number, the remainder by 97 is 1. */
export function isIban(value: string): boolean {
  if (!IBAN.test(value)) return false;
  const rotated = value.slice(4) + value.slice(0, 4);
  const digits = rotated.replaceAll(/[A-Z]/g, (letter) => String(parseInt(letter, 36)));
  return BigInt(digits) % 97n === 1n;
}

/** What says that it is an IBAN is one, and of the country that it names. */
export function bankAccountFaults({ scheme, value, country }: BankAccount, pointer: string, rule: string): Fault[] {
  if (scheme !== 'IBAN') return [];
  if (!isIban(value)) {
    const message = 'is no IBAN without spaces whose check digits hold; ask where it came from';
    return [{ pointer: `${pointer}/value`, rule, message }];
  }
  if (country === undefined || value.startsWith(country)) return [];
  return [{ pointer: `${pointer}/country`, rule, message: 'is not the country of the IBAN' }];
}
