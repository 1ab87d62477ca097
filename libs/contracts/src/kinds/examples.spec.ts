import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds, MessageRejected, readJson, seal } from '@holdfast/contracts';

const example = (kind: string, name: string) => readJson(readFileSync(join(import.meta.dirname, kind, `${name}.json`)));
const sealed = (kind: string, name: string) =>
  seal(example(kind, name), kind === 'organisation' ? 'hub' : 'demo-police');

describe.each(kinds.map(({ name }) => name))('%s', (kind) => {
  it.each(['minimal', 'full'])('accepts its %s example, which never changes what was signed', (name) => {
    const { envelope, bytes, contentHash } = sealed(kind, name);
    expect([envelope.messageId, bytes.length, contentHash.toString('hex')]).toMatchSnapshot();
  });

  it('refuses a property that nobody declared, anywhere', () => {
    const minimal = Object(example(kind, 'minimal'));
    expect(() => seal({ ...minimal, body: { ...minimal.body, note: 'x' } }, 'hub')).toThrow(MessageRejected);
    expect(() => seal({ ...minimal, handling: { ...minimal.handling, note: 'x' } }, 'hub')).toThrow(MessageRejected);
  });

  it('refuses null and every missing required property of its body', () => {
    const minimal = Object(example(kind, 'minimal'));
    for (const property of Object.keys(minimal.body)) {
      const { [property]: _removed, ...rest } = minimal.body;
      expect(() => seal({ ...minimal, body: { ...minimal.body, [property]: null } }, 'hub')).toThrow(MessageRejected);
      expect(() => seal({ ...minimal, body: rest }, 'hub')).toThrow(MessageRejected);
    }
  });
});
