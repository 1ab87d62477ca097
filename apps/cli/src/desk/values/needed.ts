import { CommandFailed } from '../../output/command-failed.js';

type With<T, K extends keyof T> = T & { [P in K]-?: NonNullable<T[P]> };

/** The options, those that this use cannot do without among them. Throws CommandFailed naming all that are missing. */
export function needed<T extends object, K extends keyof T & string>(options: T, flags: Record<K, string>): With<T, K> {
  const asked: [string, string][] = Object.entries(flags);
  const missing = asked.filter(([name]) => isMissing(Object(options)[name])).map(([, flag]) => flag);
  if (hasAll<T, K>(options, missing)) return options;
  throw new CommandFailed(`Say also:\n${missing.map((flag) => `  ${flag}`).join('\n')}`);
}

const isMissing = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0);

function hasAll<T, K extends keyof T>(_options: T, missing: readonly string[]): _options is With<T, K> {
  return missing.length === 0;
}
