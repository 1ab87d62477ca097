import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from '@holdfast/contracts';
import { projectRoot } from '@holdfast/services';
import { asyncApi } from './asyncapi/asyncapi.js';
import { declaredErrors } from './errors.js';
import { messageExamples } from './examples.js';
import { jsonText } from './json-text.js';
import { kindsPage } from './kinds-page.js';
import { messageFile } from './message-schemas.js';
import { openApi } from './openapi/openapi.js';

/** Below this folder the gateway finds what it serves. */
const FOLDER = 'docs/reference';

/** The published contracts, each with its text; everything in them follows from the declarations in the code. */
export function contractFiles(note: string): Map<string, string> {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const examples = messageExamples(kinds);
  const schemas = kinds.map((kind): [string, string] => [schemaName(kind), jsonText(messageFile(kind))]);
  const schemaNames = schemas.map(([name]) => name);
  const http = openApi({ version, kinds, examples, errors: declaredErrors(), schemaNames });
  return new Map([
    [`${FOLDER}/openapi.json`, jsonText(http)],
    [`${FOLDER}/asyncapi.json`, jsonText(asyncApi({ version, kinds, examples }))],
    [`${FOLDER}/kinds.md`, kindsPage(note, kinds, examples)],
    ...schemas.map(([name, text]): [string, string] => [`${FOLDER}/schemas/${name}`, text]),
  ]);
}

const schemaName = ({ name, version }: { name: string; version: number }) => `${name}.v${version}.json`;
