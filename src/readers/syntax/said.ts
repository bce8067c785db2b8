/** What a framework says of an expression, as the items that the language knows. */
import type { Step } from '../../model/value.ts';
import { type Choices, choiceOf, FRAMEWORK, NO_CHOICES } from './choices.ts';
import { ABSENT, type Item, limited, type Place, reachedThrough, shortText } from './places.ts';
import type { Said, Solver } from './solver.ts';
import { spanOf } from './typescript.ts';

/** One answer, or one for each alternative that the framework tells apart. */
export function saidItems(solver: Solver, place: Place, said: Said | readonly Said[]): readonly Item[] {
  const answers = Array.isArray(said) ? (said as readonly Said[]) : [said as Said];
  return limited(
    answers.flatMap((answer) => saidItem(solver, place, answer)),
    place.node,
  );
}

function saidItem(solver: Solver, place: Place, said: Said): readonly Item[] {
  switch (said.kind) {
    case 'known': {
      const { when, ...value } = said;
      return [{ kind: 'found', place: { node: place.node, made: { kind: 'value', value } }, via: [], choices: choicesOf(when) }];
    }
    case 'unknown':
      return [{ ...said, via: [], choices: NO_CHOICES, isOutside: true }];
    case 'absent':
      return [{ ...ABSENT, choices: choicesOf(said.when) }];
    case 'same-as': {
      const step: Step = { span: spanOf(place.node), note: shortText(place.node) };
      return reachedThrough(solver.resolve(said), { via: [step], choices: NO_CHOICES });
    }
  }
}

function choicesOf(when: string | undefined): Choices {
  return when === undefined ? NO_CHOICES : new Map([[FRAMEWORK, choiceOf(when, when)]]);
}
