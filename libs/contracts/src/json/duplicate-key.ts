import { escapePointer } from '../fields/parse.js';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

interface Level {
  keys: Set<string> | undefined;
  step: string | number;
}

/** Where the first repeated key stands, as a JSON Pointer. Only asked for JSON that is known to repeat one. */
export function duplicateKeyIn(json: string): string {
  const path: Level[] = [];
  let text = '';
  for (const [token] of json.matchAll(TOKEN)) {
    const level = path.at(-1);
    if (token === '{') path.push({ keys: new Set(), step: '' });
    else if (token === '[') path.push({ keys: undefined, step: 0 });
    else if (token === '}' || token === ']') path.pop();
    else if (token === ',' && typeof level?.step === 'number') level.step++;
    else if (token === ':' && level?.keys) {
      level.step = String(JSON.parse(text));
      if (level.keys.has(level.step)) return pointerTo(path);
      level.keys.add(level.step);
    } else text = token;
  }
  return '';
}

function pointerTo(path: Level[]): string {
  return path.map(({ step }) => `/${escapePointer(String(step))}`).join('');
}
