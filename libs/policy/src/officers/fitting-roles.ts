import { HUB, kindOf } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { OfficerInForce } from '../directory/directory-view.js';

/** Whether an officer's roles may say this message: for the hub only its operators speak, else what the kind names. */
export function fits({ officer }: OfficerInForce, { sender, kind, version }: Envelope): boolean {
  const roles = sender === HUB ? ['OPERATOR'] : kindOf(kind, version)?.roles;
  return roles === undefined || officer.roles.some((role) => roles.includes(role));
}
