import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { projectRoot } from '@holdfast/services';

/** What a function of the generated client gives back. */
export interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

interface Call {
  client: object;
  body?: unknown;
  query?: object;
  path?: object;
}

type Operation = (call: Call) => Promise<Answer>;

/** The functions of the generated client that tests call: one for each operationId. */
export type Sdk = Record<
  | 'requestToken'
  | 'submitMessages'
  | 'proposeMessages'
  | 'messageStatus'
  | 'messageStatuses'
  | 'readEntries'
  | 'readDirectory'
  | 'messagesSignedBy',
  Operation
>;

/** A client as a stock generator makes it from the published document, in a folder of its own. */
export class GeneratedClient {
  readonly folder = mkdtempSync(join(tmpdir(), 'holdfast-client-'));

  async generate(): Promise<void> {
    await createClient({
      input: join(projectRoot, 'docs/reference/openapi.json'),
      output: { path: this.folder, importFileExtension: '.js' },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
      logs: { level: 'silent' },
    });
  }

  async sdk(): Promise<Sdk> {
    return import(join(this.folder, 'index.ts'));
  }

  /** The client of one caller, with its token. */
  async callerAt(baseUrl: string, auth: () => Promise<string>): Promise<object> {
    const { createClient: create, createConfig } = await import(join(this.folder, 'client/index.ts'));
    return create(createConfig({ baseUrl, auth }));
  }

  /** Compiles a file that uses the generated types, as strictly as it goes. Throws what the compiler says. */
  compile(text: string): void {
    writeFileSync(join(this.folder, 'user.ts'), text);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      module: 'nodenext',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: [],
    };
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [compiler, '-p', this.folder], { encoding: 'utf8' });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
