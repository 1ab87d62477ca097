import type { JsonSchema } from '@holdfast/contracts';

/** Keeps every named shape of a document once, in one place, and gives references to it. */
export class Shapes {
  readonly all: Record<string, JsonSchema> = {};
  readonly #ambiguous: ReadonlySet<string>;

  /** `known` is what the document will be made of: where two shapes in it share a name, both get a longer one. */
  constructor(
    private readonly place: string,
    known: readonly JsonSchema[],
  ) {
    const texts = Map.groupBy(known.flatMap(titledIn), ({ title }) => title);
    const distinct = (schemas: Titled[]) =>
      new Set(schemas.map(({ description: _said, ...own }) => JSON.stringify(own)));
    this.#ambiguous = new Set([...texts].filter(([, schemas]) => distinct(schemas).size > 1).map(([title]) => title));
  }

  /** A reference to a titled schema, which is kept; what a property says of it stays beside the reference. */
  refer(schema: JsonSchema, owner?: string): JsonSchema {
    const { title, description, ...rest } = schema;
    if (typeof title !== 'string') throw new TypeError('A shape without a title cannot be referred to');
    const name = this.#ambiguous.has(title) && owner !== undefined ? `${owner}${title}` : title;
    const reference = this.define(name, this.inside(rest, owner ?? title));
    return description === undefined ? reference : { ...reference, description };
  }

  /** The schema itself, with a reference in place of every titled schema in it. */
  inside(schema: JsonSchema, owner: string): JsonSchema {
    return Object.fromEntries(Object.entries(schema).map(([key, each]) => [key, this.#written(each, owner)]));
  }

  /** Keeps a schema under a name of its own. */
  define(name: string, schema: JsonSchema): JsonSchema {
    const known = this.all[name];
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`Two shapes are called ${name}`);
    this.all[name] = schema;
    return { $ref: `${this.place}${name}` };
  }

  #written(value: unknown, owner: string): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#written(each, owner));
    if (!isSchema(value)) return value;
    return isTitled(value) ? this.refer(value, owner) : this.inside(value, owner);
  }
}

type Titled = JsonSchema & { title: string };

function titledIn(value: unknown): Titled[] {
  if (Array.isArray(value)) return value.flatMap(titledIn);
  if (!isSchema(value)) return [];
  const inner = Object.values(value).flatMap(titledIn);
  return isTitled(value) ? [value, ...inner] : inner;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema of an object; neither a property nor an example that has something called `title`. */
function isTitled(value: JsonSchema): value is Titled {
  const { title, type, properties } = value;
  return typeof title === 'string' && type === 'object' && isSchema(properties);
}
