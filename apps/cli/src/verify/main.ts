import { Command } from 'commander';
import { EXIT, exitCodeOf } from '../output/exit-code.js';
import { verifier } from './verifier.js';

const codes = Object.entries(EXIT).map(([name, code]) => `${code} ${name}`);
const program = verifier(new Command('holdfast-verify'), 'node holdfast-verify.mjs');
program.addHelpText('after', `\nExit codes: ${codes.join(', ')}`);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = codeOf(error);
}

function codeOf(error: unknown): number {
  const { code, exitCode } = Object(error);
  // The command line's own help and usage errors have been printed already.
  if (typeof code === 'string' && code.startsWith('commander.')) return exitCode === 0 ? EXIT.ok : EXIT.usage;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return exitCodeOf(error);
}
