/** The part of JSON Schema 2020-12 that the field decorators speak. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

/** A class whose properties carry field decorators: the single declaration of a shape. */
export type Shape<T extends object = object> = new () => T;

/** What one decorator recorded about its property. */
export interface FieldRecord {
  schema: () => JsonSchema;
  required: boolean;
  about: string;
}

const recorded = new WeakMap<object, Map<string, FieldRecord>>();

export function recordField(prototype: object, property: string, record: FieldRecord): void {
  const fields = recorded.get(prototype) ?? new Map<string, FieldRecord>();
  recorded.set(prototype, fields.set(property, record));
}

/** The fields of a shape in declaration order, those of its base class first. */
export function fieldsOf(shape: Shape): Map<string, FieldRecord> {
  const chain: object[] = [];
  for (let at: object | null = shape.prototype; at; at = Object.getPrototypeOf(at)) chain.unshift(at);
  return new Map(chain.flatMap((prototype) => [...(recorded.get(prototype) ?? [])]));
}

/** The JSON Schema of a shape, titled with its name. Unknown properties are refused everywhere. */
export function schemaOf(shape: Shape): JsonSchema {
  const fields = [...fieldsOf(shape)];
  return {
    title: shape.name,
    type: 'object',
    properties: Object.fromEntries(
      fields.map(([name, { schema, about }]) => [name, { ...schema(), description: about }]),
    ),
    required: fields.filter(([, { required }]) => required).map(([name]) => name),
    additionalProperties: false,
  };
}
