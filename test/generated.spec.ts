import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@holdfast/services';
import { generatedFiles } from '../scripts/generate.js';

const generated = generatedFiles();

it.each([...generated])('keeps %s as the declarations have it (npm run generate)', (path, text) => {
  expect(readFileSync(join(projectRoot, path), 'utf8')).toBe(text);
});

it('keeps no schema that no kind has', () => {
  const schemas = readdirSync(join(projectRoot, 'docs/reference/schemas')).map(
    (name) => `docs/reference/schemas/${name}`,
  );
  expect(schemas.filter((path) => !generated.has(path))).toEqual([]);
});

it('sets in docker-compose.yml only variables that a process declares', () => {
  const known = readFileSync(join(projectRoot, '.env.example'), 'utf8');
  const compose = readFileSync(join(projectRoot, 'docker-compose.yml'), 'utf8');
  const used = [...compose.matchAll(/\b(HOLDFAST_[A-Z_]+|DATABASE_URL|KAFKA_BROKERS):/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((name) => !known.includes(`${name}=`))).toEqual([]);
});

it('leads every relative link of the documents to a file', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'examples/README.md',
    'docs/architecture.md',
    'docs/guarantees.md',
    'docs/operations.md',
    'docs/how-to/replay-the-record.md',
    'docs/how-to/reconcile.md',
    'docs/how-to/run-a-witness.md',
    'docs/how-to/verify-the-ledger.md',
    'docs/how-to/add-a-kind.md',
    'docs/how-to/ask-and-freeze.md',
    'docs/how-to/connect-an-exchange.md',
    'docs/reference/kinds.md',
  ];
  const dead = pages.flatMap((page) => {
    const prose = readFileSync(join(projectRoot, page), 'utf8').replaceAll(/`[^`]*`/g, '');
    const links = [...prose.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => link ?? '');
    return links.filter((link) => !existsSync(join(projectRoot, page, '..', link))).map((link) => `${page}: ${link}`);
  });
  expect(dead).toEqual([]);
});
