import { OfficerV1, OrganisationV1, ownerOf, parse } from '@holdfast/contracts';
import type { Envelope } from '@holdfast/contracts';
import type { DirectoryView, OfficerInForce } from './directory-view.js';

/** A version of a directory object that is in force. */
export interface Stated {
  /** The kind's directory key: `<kind>/<partner or country>[/<id>]`. */
  key: string;
  /** Index since which it is in force: its own, or that of the approval that gave it effect. */
  since: number;
  /** Index of the message that says it. */
  said: number;
  envelope: Envelope;
}

interface Read extends Stated {
  organisation?: OrganisationV1;
  officer?: OfficerInForce;
}

type Objects = ReadonlyMap<string, Read>;

/** The directory as of an index: a value, so that a batch that fails leaves no trace. */
export class StatedDirectory implements DirectoryView {
  private constructor(private readonly byOwner: ReadonlyMap<string, Objects>) {}

  static readonly empty = new StatedDirectory(new Map());

  /** The directory after this version took force. */
  with(stated: Stated): StatedDirectory {
    const owner = ownerOf(stated.key);
    const objects = new Map(this.byOwner.get(owner)).set(stated.key, read(stated));
    return new StatedDirectory(new Map(this.byOwner).set(owner, objects));
  }

  get(key: string): Stated | undefined {
    return this.byOwner.get(ownerOf(key))?.get(key);
  }

  organisation(id: string): OrganisationV1 | undefined {
    return this.byOwner.get(id)?.get(`organisation/${id}`)?.organisation;
  }

  /** Every organisation in force. */
  organisations(): OrganisationV1[] {
    return [...this.byOwner.values()]
      .flatMap((objects) => [...objects.values()])
      .flatMap((each) => each.organisation ?? []);
  }

  /** In the order of their ids, so that a directory read anew answers as one that was carried forward. */
  officers(partner: string): OfficerInForce[] {
    const officers = [...(this.byOwner.get(partner)?.values() ?? [])].flatMap(({ officer }) => officer ?? []);
    return officers.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Everything that is in force. */
  all(): Stated[] {
    return [...this.byOwner.values()].flatMap((objects) => [...objects.values()]);
  }
}

function read(stated: Stated): Read {
  const { kind, messageId, body } = stated.envelope;
  if (kind === 'organisation') return { ...stated, organisation: parse(OrganisationV1, body) };
  if (kind !== 'officer') return stated;
  const officer = parse(OfficerV1, body);
  return { ...stated, officer: { id: officer.officerId ?? messageId, officer } };
}
