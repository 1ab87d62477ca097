import { ListOf } from '../../../fields/decorators.js';
import { nested } from '../../../fields/values.js';
import { BankAccount } from '../../shapes/bank-account.js';
import { CaseAlertBody } from './case-alert.v1.js';

/** As version 1, with bank accounts that say how they are numbered. */
export class CaseAlertV2 extends CaseAlertBody {
  @ListOf(nested(() => BankAccount), { max: 100, optional: true, about: 'Bank accounts.' })
  bankAccounts?: BankAccount[];
}
