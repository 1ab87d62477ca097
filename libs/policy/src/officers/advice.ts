/** What to do about each broken rule of signatures. */
export const ADVICE: Readonly<Record<string, string>> = {
  signature: 'does not hold for exactly this content under a present key of the sender',
  'signature-key': 'names a key that no officer of the sender has',
  'signature-key-expired': 'is by a key that has ended; sign with a present one',
  'signature-key-compromised': 'is by a key that was reported as compromised',
  'signature-officer-suspended': 'is by an officer who does not act now',
  'signature-officer': 'is not the officer who signed',
  'signature-required': 'lacks a signature of an officer that this kind asks for',
  'officer-required': 'is missing: a person answers for this kind',
  'officer-role': 'has no role that may do this',
};
