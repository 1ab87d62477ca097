import type { Command } from 'commander';

/** Adds the flags by which an officer states case, right and reason. */
export function withAuthority(command: Command): Command {
  return command
    .option('--case <number>', 'number of the case')
    .option('--basis <instrument>', 'by what right: instrument and number, as "POLICE_ORDER ZZ-77"')
    .option('--offence <category>', 'the offence: category and code in national law, as "VOICE_PHISHING 347"')
    .option('--why <text>', 'why it is necessary')
    .option('--statute <text>', 'statute of the right; without it the request says "not stated"')
    .option('--article <text>', 'article of the statute; without it the request says "not stated"')
    .option('--issued <time>', 'when the instrument was issued; without it now')
    .option('--since <day>', 'first act of the offence; without it today');
}

/** Adds the flags that say who signs and who approves. */
export function withOfficers(command: Command): Command {
  return command
    .requiredOption('--as <partner>', 'agency that asks (demo-police), or its officer (demo-police.officer-1)')
    .option('--officer <name>', 'officer who signs')
    .option('--second <name>', 'second officer, who approves at once where that key lies in this home');
}
