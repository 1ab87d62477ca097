import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindOf, kinds, MessageRejected, seal } from '@holdfast/contracts';
import { projectRoot } from '@holdfast/services';
import { example, examplePaths } from './examples.js';

type Pin = [messageId: string, bytes: number, contentHash: string];
const pins: Record<string, Pin> = JSON.parse(
  readFileSync(join(projectRoot, 'libs/contracts/src/kinds/pins.json'), 'utf8'),
);
const partsOf = (id: string) => id.split('/') as [kind: string, name: string];

it('pins every example that was ever committed, and none is gone', () => {
  expect(Object.keys(pins)).toEqual([...examplePaths.keys()]);
});

it('has a minimal and a full example of every version of every kind', () => {
  const wanted = kinds.flatMap(({ name, version }) => [`${name}/minimal.v${version}`, `${name}/full.v${version}`]);
  expect(wanted.filter((id) => !examplePaths.has(id))).toEqual([]);
});

describe.each([...examplePaths.keys()])('%s', (id) => {
  const [kind, name] = partsOf(id);
  const whole = example(kind, name);
  const { sender, body } = whole;

  it('is accepted, and what was signed never changes', () => {
    const { envelope, bytes, contentHash } = seal(whole, sender);
    expect([envelope.messageId, bytes.length, contentHash.toString('hex')]).toEqual(pins[id]);
    expect(kindOf(kind, Number(whole.version))?.publishers.length).toBeGreaterThan(0);
  });

  it('refuses a property that nobody declared, and null, and names no value', () => {
    expect(() => seal({ ...whole, body: { ...body, note2: 'x' } }, sender)).toThrow(MessageRejected);
    expect(() => seal({ ...whole, note2: 'x' }, sender)).toThrow(MessageRejected);
    for (const property of Object.keys(body)) {
      expect(() => seal({ ...whole, body: { ...body, [property]: null } }, sender)).toThrow(MessageRejected);
    }
  });
});

it.each(kinds.map((each) => [`${each.name}.v${each.version}`, each] as const))(
  'refuses a minimal %s that lacks any property of its body',
  (_, { name, version }) => {
    const whole = example(name, `minimal.v${version}`);
    for (const property of Object.keys(whole.body)) {
      const { [property]: _removed, ...rest } = whole.body;
      expect(() => seal({ ...whole, body: rest }, whole.sender)).toThrow(MessageRejected);
    }
  },
);
