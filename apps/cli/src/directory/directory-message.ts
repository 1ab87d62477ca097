/** What a version of a directory object says beside its body. */
export interface DirectoryHead {
  kind: string;
  reference: string;
  occurredAt: Date;
  supersedes?: string;
  /** The officer who states it; absent in the founding, where there is none yet. */
  officer?: string;
}

/** A version of a directory object as its sender publishes it to all members, still without signature. */
export function directoryMessage(head: DirectoryHead, body: object): object {
  const { kind, reference, occurredAt, supersedes, officer } = head;
  return {
    kind,
    version: 1,
    reference,
    occurredAt: occurredAt.toISOString(),
    audience: { groups: ['members'] },
    handling: { tlp: 'AMBER', code: 'H0', dataClass: 'OPEN', retention: { class: 'R4', legalHold: false } },
    language: 'en',
    correlates: [],
    exercise: false,
    ...(officer === undefined ? {} : { officer }),
    ...(supersedes === undefined ? {} : { supersedes }),
    body,
  };
}
