import { Command } from 'commander';
import { clientAs } from '../settings.js';
import { verifier } from './verifier.js';

/** `holdfast verify …`: the verifier, which here can also act as a member whose key lies on this machine. */
export const verifyCommand = (): Command =>
  verifier(new Command('verify'), 'holdfast verify', (partner, place) => clientAs(partner, place).token());
