import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { formats } from '@holdfast/contracts';

/** A part of a document, as JSON has it. */
export type Part = Record<string, unknown>;

/** A whole document whose schemas can be asked for by a part of it. */
export class Contract {
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, formats });

  constructor(readonly whole: Part) {
    this.#ajv.addSchema({ ...whole, $id: 'urn:holdfast:document' });
  }

  /** Checks values by a schema that stands in the document, with its references. */
  validator(schema: unknown): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"$ref":"#', '"$ref":"urn:holdfast:document#');
    const validate = this.#compiled.get(text) ?? this.#ajv.compile(JSON.parse(text));
    this.#compiled.set(text, validate);
    return validate;
  }

  /** What is wrong with a value, by a schema that stands in the document. */
  faults(schema: unknown, value: unknown): string[] {
    const validate = this.validator(schema);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  /** Whatever a reference inside the document leads to. */
  resolve(reference: string): unknown {
    const steps = reference.replace(/^#\//, '').split('/');
    const names = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return names.reduce((at: unknown, name) => Object(at)[name], this.whole);
  }

  /** Every object in the document, with the path to it. */
  *parts(part: unknown = this.whole, path = ''): Generator<[path: string, part: Part]> {
    if (typeof part !== 'object' || part === null) return;
    if (!Array.isArray(part)) yield [path, Object(part)];
    for (const [name, inner] of Object.entries(part)) yield* this.parts(inner, `${path}/${name}`);
  }
}
