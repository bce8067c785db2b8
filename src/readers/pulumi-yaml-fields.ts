/** The properties of one resource, with the references in them followed. */
import type { ClusterRef } from '../model/fact.ts';
import type { Value } from '../model/value.ts';
import type { Resource } from './pulumi-yaml-program.ts';
import { clusterBehind } from './pulumi-yaml-references.ts';
import type { Values } from './pulumi-yaml-values.ts';
import { type Item, switchOf, textOf } from './syntax/yaml-items.ts';

export class Fields {
  readonly values: Values;
  readonly #resource: Resource;

  constructor(resource: Resource, values: Values) {
    this.values = values;
    this.#resource = resource;
  }

  text(path: string): Value<string> | undefined {
    return textOf(this.#settled(path), this.#resource.span);
  }

  switch(path: string): Value<boolean> | undefined {
    return switchOf(this.#settled(path), this.#resource.span);
  }

  isGiven(path: string): boolean {
    return this.#settled(path).some(({ outcome }) => outcome.kind !== 'absent');
  }

  /** The cluster that the first of several properties leads to. */
  cluster(paths: readonly string[]): ClusterRef {
    const path = paths.find((candidate) => this.isGiven(candidate));
    if (path === undefined) return { kind: 'unknown', reason: 'it does not name its cluster' };
    return clusterBehind(this.values.field(this.#resource.properties, path), this.#resource.span, this.values);
  }

  #settled(path: string): readonly Item[] {
    return this.values.settled(this.values.field(this.#resource.properties, path));
  }
}
