import type { Fault } from '../../../errors/message-rejected.js';
import { Instant, Int, ListOf, Text } from '../../../fields/decorators.js';
import { JsonPointer, LocalId, Sha256 } from '../../../fields/identifiers.js';
import { nested, text } from '../../../fields/values.js';
import { uniqueFaults } from '../../shapes/faults.js';

const FILE_NAME = { max: 128, pattern: /^[a-zA-Z0-9][-._a-zA-Z0-9]*$/ };

/** One file of a sealed package. */
export class PackageFile {
  @Text({ ...FILE_NAME, about: 'Its name; never customer data.' })
  name!: string;

  @Sha256({ about: 'SHA-256 of its bytes, unsealed.' })
  sha256!: string;

  @Int({ min: 0, max: Number.MAX_SAFE_INTEGER, about: 'Size in bytes, unsealed.' })
  sizeBytes!: number;

  @Text({ max: 127, pattern: /^[-+.a-zA-Z0-9]+\/[-+.a-zA-Z0-9]+$/, about: 'Media type.' })
  mediaType!: string;

  @Text({ max: 128, pattern: /^[-._:/a-zA-Z0-9]+$/, optional: true, about: 'The schema that it follows.' })
  schema?: string;
}

/** A record of the package that the customer or a third party disputes. */
export class DisputedRecord {
  @JsonPointer({ about: 'Where: the name of the file, then the place in it.' })
  pointer!: string;

  @Instant({ about: 'Since when.' })
  since!: string;
}

/** The manifest of a package that is sealed to the requester's keys; the hub never sees what is in it. */
export class Disclosure {
  @LocalId({ about: 'Id of the package.' })
  packageId!: string;

  @ListOf(nested(() => PackageFile), { min: 1, max: 500, about: 'Its files.' })
  files!: PackageFile[];

  @ListOf(text({ max: 43, pattern: /^[-_A-Za-z0-9]{43}$/ }), {
    min: 1,
    max: 10,
    about: 'Thumbprints of the keys that it is sealed to.',
  })
  encryptedTo!: string[];

  @Instant({ about: 'Until when it can be fetched.' })
  expiresAt!: string;

  @Text({ ...FILE_NAME, optional: true, about: 'The file that is the IVMS101 answer.' })
  ivms101?: string;

  @ListOf(nested(() => DisputedRecord), { min: 1, max: 200, optional: true, about: 'Records that are disputed.' })
  disputed?: DisputedRecord[];
}

/** Judges a manifest: each file once, and everything that it points to is one of them. */
export function disclosureFaults(
  { files, ivms101, disputed = [], expiresAt }: Disclosure,
  occurredAt: string,
): Fault[] {
  const pointer = '/body/disclosure';
  const names = files.map(({ name }) => name);
  const known = new Set(names);
  const faults = uniqueFaults(names, (at) => `${pointer}/files/${at}/name`, 'disclosure-file');
  if (ivms101 !== undefined && !known.has(ivms101)) {
    faults.push({ pointer: `${pointer}/ivms101`, rule: 'disclosure-ivms101', message: 'is no file of the package' });
  }
  disputed.forEach((record, at) => {
    if (known.has(record.pointer.split('/')[1] ?? '')) return;
    const message = 'does not begin with a file of the package';
    faults.push({ pointer: `${pointer}/disputed/${at}/pointer`, rule: 'disclosure-disputed', message });
  });
  if (expiresAt <= occurredAt) {
    faults.push({ pointer: `${pointer}/expiresAt`, rule: 'disclosure-expiry', message: 'must be after occurredAt' });
  }
  return faults;
}
