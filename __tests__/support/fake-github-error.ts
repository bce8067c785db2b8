/** A refusal inside a GraphQL answer. */

export class FakeError extends Error {
  override readonly name = 'FakeError';
  /** GitHub's word for its kind. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
