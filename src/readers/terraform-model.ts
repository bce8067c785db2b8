/** A module together with the values it is called with, as the parts of this reader see each other. */
import type { Span } from '../model/span.ts';
import type { Choices } from './syntax/choices.ts';
import type { Budget } from './syntax/hcl-scope.ts';
import type { Block } from './syntax/hcl-tree.ts';
import type { Item, Primitive, Scope } from './syntax/hcl-values.ts';
import type { Module, TerraformFiles } from './terraform-files.ts';
import type { Place } from './terraform-texts.ts';

/** Everything that one `terraform apply` would make. */
export interface Root {
  /** The folder, or the Terragrunt file. */
  readonly id: string;
  readonly files: TerraformFiles;
  readonly budget: Budget;
  /** How many modules were called so far. */
  calls: number;
}

/** One of the things that a block makes: `count` and `for_each` make several. */
export interface Expansion {
  /** `["blue"]`, `[1]`; empty for a block that makes one thing. */
  readonly suffix: string;
  readonly key: Primitive | undefined;
  /** With `each` and `count`. */
  readonly scope: Scope;
  /** Under which it is there at all. */
  readonly choices: Choices;
}

export interface Instance {
  readonly root: Root;
  readonly module: Module;
  /** `module.blue`; empty for the root. */
  readonly address: string;
  readonly scope: Scope;
  /** Where its expressions find the files that they read. */
  readonly place: Place;
  /** What a block makes; none where its `count` is 0. */
  expansions(block: Block): readonly Expansion[];
  /** The module that a call leads to, where it is in the repository. */
  child(name: string, call: Block, expansion: Expansion): Instance | undefined;
  output(name: string, span: Span): readonly Item[];
}

/** `module.blue.aws_eks_cluster.this["a"]`. */
export function addressOf({ address }: Instance, name: string, suffix = ''): string {
  return `${address === '' ? '' : `${address}.`}${name}${suffix}`;
}

/** Names something for the whole reading. */
export function idOf(instance: Instance, name: string, suffix = ''): string {
  return `${instance.root.id}: ${addressOf(instance, name, suffix)}`;
}
