import { kindOf, OrganisationV1, parse, seal } from '@holdfast/contracts';
import { mayPublish } from '@holdfast/policy';
import { example, examplePaths } from '../../contracts/test/examples.js';

const TYPES: Record<string, string> = {
  hub: 'HUB',
  'demo-police': 'POLICE',
  'demo-prosecutor': 'PROSECUTOR',
  'demo-exchange-1': 'EXCHANGE',
  'demo-exchange-2': 'EXCHANGE',
  'demo-issuer': 'ISSUER',
  'demo-analyst': 'ANALYTICS',
  'demo-treasury': 'REGULATOR',
};

const demo = (id: string) =>
  parse(OrganisationV1, { ...Object(example('organisation').body), id, type: TYPES[id] ?? `no demo member ${id}` });

it.each([...examplePaths.keys()])('lets the sender of %s publish it, unless a process of the hub says it', (id) => {
  const [kind = '', name] = id.split('/');
  const whole = example(kind, name);
  const { envelope } = seal(whole, whole.sender);
  const { allowed, rule } = mayPublish(demo(whole.sender), envelope);
  const known = kindOf(kind, envelope.version);
  const isMachines = known?.processes !== undefined || known?.machine?.(envelope) !== undefined;
  expect([allowed, rule]).toEqual(isMachines ? [false, 'PUBLISHER-KIND'] : [true, `TLP-${envelope.handling.tlp}`]);
});
