import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestHub, until } from './support/hub.js';
import { TestPartner } from './support/partner.js';
import { ScratchProject } from './support/scratch-project.js';

const PAGE = 'docs/how-to/add-a-kind.md';
const FOLDER = 'libs/contracts/src/kinds/intelligence/wallet-sighting';

let project: ScratchProject;
let hub: TestHub;

beforeAll(() => {
  project = new ScratchProject();
  hub = new TestHub(join(project.root, 'dist/apps/cli/src/main.js'));
}, 120_000);

afterAll(async () => {
  await hub.stop();
  project.remove();
}, 180_000);

it('adds a kind by the steps of the how-to, and a message of it passes from one partner to another', async () => {
  const files = await project.follow(PAGE);
  expect(files).toHaveLength(6);
  const generated = readFileSync(join(project.root, 'docs/reference/openapi.json'), 'utf8');
  expect(generated).toContain('WalletSightingV1');

  const { url } = await hub.start();
  const [sender, reader] = ['demo-exchange-1', 'demo-police'].map((id) => new TestPartner(url, hub.home, id));
  const example = readFileSync(join(project.root, FOLDER, 'minimal.v1.json'), 'utf8');
  expect((await sender?.submit(JSON.parse(example)))?.status).toBe(202);
  await until('the police has it', async () => {
    const items = (await reader?.entries()) ?? [];
    return items.some(({ envelope }) => envelope.kind === 'wallet-sighting' && envelope.sender === 'demo-exchange-1');
  });
  const schema = await fetch(`${url}/schemas/wallet-sighting.v1.json`);
  expect(await schema.json()).toMatchObject({ title: 'wallet-sighting v1' });
}, 600_000);
