/** Configuration files of compilers and package managers, as plain objects. */
import { parse } from 'jsonc-parser';

type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a text holds, comments and trailing commas allowed; empty where it holds none. */
export function objectIn(text: string): JsonObject {
  try {
    return objectOf(parse(text, [], { allowTrailingComma: true }));
  } catch (error) {
    // the parser descends on the stack
    if (error instanceof RangeError) return {};
    throw error;
  }
}

/** A value as an object; empty where it is none. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
