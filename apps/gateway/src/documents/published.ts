import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = 'docs/reference';

/** The generated documents, by the path under which they are served, as they lie in the project. */
export function publishedDocuments(): ReadonlyMap<string, string> {
  const folder = folderAbove(import.meta.dirname);
  const schemas = readdirSync(join(folder, 'schemas')).map((name) => `schemas/${name}`);
  const paths = ['openapi.json', 'asyncapi.json', ...schemas];
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The process runs from its source or compiled, from a checkout or an image: the documents lie above it in each. */
function folderAbove(place: string): string {
  const folder = join(place, FOLDER);
  if (existsSync(folder) || dirname(place) === place) return folder;
  return folderAbove(dirname(place));
}
