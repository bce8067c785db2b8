/** GitHub's own description of its API, to hold requests and answers against: a fake that is checked by it cannot drift away. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Schema {
  readonly $ref?: string;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly minLength?: number;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Described {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Described>>>>;

interface Description {
  readonly paths: Paths;
}

const description = describe();

/** 23 operations of `@octokit/openapi` (MIT), and some more written down after GitHub's documentation. */
function describe(): Description {
  const [cut, added] = ['github-openapi.subset.json', 'github-openapi.added.json'].map(readDescription);
  if (!cut || !added) throw new Error('no description');
  const paths = Object.entries(added.paths).map(([path, methods]) => [path, { ...cut.paths[path], ...methods }]);
  return { ...cut, paths: { ...cut.paths, ...(Object.fromEntries(paths) as Paths) } };
}

function readDescription(name: string): Description {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'), listNull) as Description;
}

/** OpenAPI 3.0 leaves null out of the values of a nullable enum, and JSON Schema then refuses it. */
function listNull(_key: string, value: unknown): unknown {
  const { nullable, enum: values } = (value ?? {}) as Schema;
  return nullable === true && Array.isArray(values) ? { ...(value as Schema), enum: [...values, null] } : value;
}

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats.default(ajv);
ajv.addSchema(description, 'github');
const validators = new Map<string, ValidateFunction>();

/** `post /repos/{owner}/{repo}/pulls/{pull_number}/reviews`, with what stands for the braces. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
}

/** The operation that a request is for; `undefined` where the description has none. */
export function operationOf(method: string, pathname: string): Operation | undefined {
  for (const [template, methods] of Object.entries(description.paths)) {
    if (!Object.hasOwn(methods, method)) continue;
    const pattern = template.replaceAll(/\{(?<name>\w+)\}/g, '(?<$<name>>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(pathname);
    if (!match) continue;
    const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return { id: `${method} ${template}`, method, template, params: Object.fromEntries(params) as Record<string, string> };
  }
  return undefined;
}

/** @throws Error where GitHub knows no such query parameter, or no such value of it */
export function checkQuery({ id, method, template }: Operation, query: URLSearchParams): void {
  const parameters = (described(method, template).parameters ?? []).map((parameter) => resolve(parameter));
  for (const [name, value] of query) {
    const parameter = parameters.find((one) => one.name === name && one.in === 'query');
    if (!parameter) throw new Error(`${id}: no query parameter ${name}`);
    const isNumber = parameter.schema.type === 'integer';
    if (!ajv.validate(withoutRefs(parameter.schema), isNumber ? Number(value) : value)) throw new Error(`${id}: ${name}=${value}`);
  }
}

/** @throws Error where the body of a request is not what GitHub describes */
export function checkRequest({ id, method, template }: Operation, body: unknown): void {
  const needsBody = described(method, template).requestBody !== undefined;
  if (!needsBody && body !== undefined) throw new Error(`${id}: takes no body`);
  if (needsBody) check(`request ${id}`, ['paths', template, method, 'requestBody', 'content', 'application/json', 'schema'], body);
}

/**
 * The whole answer around the fields that a route states; the smallest value that the description allows stands for the others.
 *
 * @throws Error where the description refuses it
 */
export function completeAnswer({ id, method, template }: Operation, status: number, stated: unknown): unknown {
  const schema = described(method, template).responses[status]?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`${id}: no answer ${status} is described`);
  const answer = complete(schema, stated);
  check(`answer ${id}`, ['paths', template, method, 'responses', String(status), 'content', 'application/json', 'schema'], answer);
  return answer;
}

function described(method: string, template: string): Described {
  const operation = description.paths[template]?.[method];
  if (!operation) throw new Error(`not described: ${method} ${template}`);
  return operation;
}

function check(what: string, path: readonly string[], value: unknown): void {
  const pointer = path.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const $ref = `github#/${pointer}`;
  const validate = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validate);
  if (!validate(value)) throw new Error(`${what} breaks GitHub's description: ${ajv.errorsText(validate.errors)}`);
}

function complete(schema: Schema, stated: unknown): unknown {
  const { items, properties = {} } = resolve(schema);
  if (Array.isArray(stated)) return stated.map((one) => (items ? complete(items, one) : one));
  if (typeof stated !== 'object' || stated === null) return stated;
  const known = Object.entries(stated).map(([name, value]) => [name, properties[name] ? complete(properties[name], value) : value]);
  return { ...(smallest(schema) as object), ...Object.fromEntries(known) };
}

function smallest(schema: Schema): unknown {
  const resolved = resolve(schema);
  const { allOf, enum: values, required = [], properties = {}, items, type, format } = resolved;
  const alternatives = resolved.oneOf ?? resolved.anyOf;
  if (resolved.nullable && required.length === 0) return null;
  if (values) return values[0];
  if (allOf) return Object.assign({}, ...allOf.map(smallest));
  if (alternatives?.[0]) return smallest(alternatives[0]);
  if (type === 'array') return resolved.minItems && items ? [smallest(items)] : [];
  if (type === 'object' || resolved.properties) return Object.fromEntries(required.map((name) => [name, smallest(properties[name] ?? {})]));
  if (type === 'integer' || type === 'number') return resolved.minimum ?? 1;
  if (type === 'boolean') return false;
  return textOf(format, resolved.minLength ?? 1);
}

function textOf(format: string | undefined, length: number): string {
  if (format === 'uri') return 'https://api.github.com/x';
  if (format === 'date-time') return '2026-11-24T00:00:00Z';
  return format === 'email' ? 'a@example.com' : 'x'.repeat(length);
}

function resolve<T extends object>(node: T & { readonly $ref?: string }): T {
  if (node.$ref === undefined) return node;
  const names = node.$ref.replace(/^#\//, '').split('/');
  const target = names.reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>>)[name], description);
  return resolve(target as T);
}

/** For schemas of parameters, which are plain. */
function withoutRefs(schema: Schema): Schema {
  return resolve(schema);
}
