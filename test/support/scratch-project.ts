import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@holdfast/services';

/** What a checkout does not hold, or holds for all copies. */
const LEFT_OUT = new Set(['.git', '.holdfast', 'dist', 'node_modules', '.cache']);
const STEP = /(Write|Add to)\s+`([^`]+)`:\n\n```\w+\n(.*?)```/gs;
const COMMANDS = /```sh\n(.*?)```/gs;

/** A copy of the project that may be changed, built and run; packages and the jars of Kafka are the project's own. */
export class ScratchProject {
  readonly root = mkdtempSync(join(tmpdir(), 'holdfast-scratch-'));

  constructor() {
    const isSource = (path: string) => !LEFT_OUT.has(relative(projectRoot, path));
    cpSync(projectRoot, this.root, { recursive: true, filter: isSource });
    mkdirSync(join(projectRoot, '.cache'), { recursive: true });
    for (const name of ['node_modules', '.cache']) symlinkSync(join(projectRoot, name), join(this.root, name));
  }

  /** Does what a page says: its files, then its commands. Returns the paths of the files. */
  async follow(page: string): Promise<string[]> {
    const paths = this.write(page);
    for (const command of commandsIn(readFileSync(join(this.root, page), 'utf8'))) await this.run(command);
    return paths;
  }

  /** Writes the files of a page and does none of its commands. */
  write(page: string): string[] {
    const text = readFileSync(join(this.root, page), 'utf8');
    const steps = [...text.matchAll(STEP)].map(([, verb, path = '', block = '']) => ({ verb, path, block }));
    for (const { verb, path, block } of steps) {
      const file = join(this.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, block, { flag: verb === 'Add to' ? 'a' : 'wx' });
    }
    return steps.map(({ path }) => path);
  }

  async run(command: string): Promise<void> {
    const [program = '', ...args] = command.split(' ');
    await promisify(execFile)(program, args, { cwd: this.root });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function commandsIn(text: string): string[] {
  return [...text.matchAll(COMMANDS)].flatMap(([, block = '']) => block.trim().split('\n'));
}
