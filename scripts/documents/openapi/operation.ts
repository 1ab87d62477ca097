import { fieldsOf } from '@holdfast/contracts';
import type { JsonSchema, Shape } from '@holdfast/contracts';

/** Paths of an OpenAPI document: path → method → operation. */
export type Paths = Record<string, Record<string, JsonSchema>>;

/** What an operation is, without what follows from the rest of the document. */
export interface Operation {
  id: string;
  tag: string;
  summary: string;
  description?: string;
  parameters?: JsonSchema[];
  /** Media types of the body. */
  body?: Record<string, JsonSchema>;
  /** Answers by status. */
  answers: Record<string, JsonSchema>;
  /** Statuses of the problems that it may answer with. */
  problems: readonly number[];
  /** Nobody needs a token for it. */
  isOpen?: boolean;
}

/** The operation as OpenAPI writes it. */
export function operation({ id, tag, body, answers, problems, isOpen, ...told }: Operation): JsonSchema {
  const refused = problems.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]);
  return {
    operationId: id,
    tags: [tag],
    ...told,
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { ...answers, ...Object.fromEntries(refused) },
    ...(isOpen ? { security: [] } : {}),
  };
}

/** An answer of one media type. */
export function answer(description: string, content: Record<string, JsonSchema>): JsonSchema {
  return { description, content };
}

/** An answer in JSON. */
export function jsonAnswer(description: string, schema: JsonSchema, example?: unknown): JsonSchema {
  const media = example === undefined ? { schema } : { schema, example };
  return answer(description, { 'application/json': media });
}

/** The parameters of a query, from the class that checks it; defaults are the class's initialisers. */
export function queryParameters(shape: Shape, inPath: readonly string[] = []): JsonSchema[] {
  const initial: Record<string, unknown> = { ...new shape() };
  const fields = [...fieldsOf(shape)].filter(([name]) => !inPath.includes(name));
  return fields.map(([name, { schema, about, required }]) => {
    const preset = initial[name];
    return {
      name,
      in: 'query',
      description: about,
      required: required && preset === undefined,
      schema: { ...schema(), ...(preset === undefined ? {} : { default: preset }) },
    };
  });
}

/** A part of the path. */
export function pathParameter(name: string, schema: JsonSchema, description: string): JsonSchema {
  return { name, in: 'path', required: true, description, schema };
}
