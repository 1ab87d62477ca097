import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STATUS } from '@holdfast/platform';
import { projectRoot } from '@holdfast/services';

const ERROR =
  /\/\*\*\s((?:(?!\*\/).)*?)\s\*\/\s*export class \w+ extends HubError \{\s*readonly code = '([^']+)';([^}]*?retryable = true)?/gs;

/** An error as its class declares it. */
export interface DeclaredError {
  code: string;
  status: number | undefined;
  retryable: boolean;
  meaning: string;
}

/** Every error that the hub can name, by its code. */
export function declaredErrors(): DeclaredError[] {
  const found = sources().flatMap((path) => [...readFileSync(join(projectRoot, path), 'utf8').matchAll(ERROR)]);
  return found.map(declared).toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function declared([, about = '', code = '', retryable]: RegExpMatchArray): DeclaredError {
  const meaning = about.replaceAll(/\s*\n\s*\*\s*/g, ' ').trim();
  return { code, status: STATUS[code], retryable: retryable !== undefined, meaning };
}

function sources(): string[] {
  const below = (folder: string) =>
    readdirSync(join(projectRoot, folder), { recursive: true }).map((name) => join(folder, String(name)));
  return ['apps', 'libs'].flatMap(below).filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
}
