import { isMapping } from '../../reader/resolve.ts';
import { pointerInto } from '../../yaml/pointer.ts';
import type { Check, Report } from '../check.ts';
import { describedParts } from '../schemas/described-parts.ts';
import { isWhole } from '../sources/is-whole.ts';
import { eventExamples } from '../schemas/event-examples.ts';
import { exampleCodes } from '../schemas/example-codes.ts';
import { judgeExamples } from '../schemas/judge-examples.ts';
import type { ExampleUse } from '../schemas/judge-examples.ts';
import { examplesAt } from '../schemas/examples-at.ts';
import { followReference } from '../sources/follow-reference.ts';
import type { Part } from '../sources/api-description.ts';
import type { SourceTree } from '../sources/source-tree.ts';

/** Every example of API descriptions and schemas, and of events, against the schema that it illustrates. */
export const examples: Check = {
  codes: exampleCodes,
  run(tree, report) {
    const uses = describedParts(tree)
      .parts.flatMap(examplesAt)
      .flatMap((use): readonly ExampleUse[] => {
        const example = use.isExampleObject ? valueOf(tree, report, use.example) : use.example;
        return example === undefined ? [] : [{ ...use, example }];
      });
    judgeExamples(tree, report, [...uses, ...eventExamples(tree, report)]);
  },
};

/** The value of an entry of OpenAPI's `examples`, which has it under `value`; elsewhere, if it is a reference. */
function valueOf(tree: SourceTree, report: Report, part: Part, depth = 0): Part | undefined {
  const { source, pointer, value } = part;
  if (!isMapping(value)) return undefined;
  if ('value' in value) return { source, pointer: pointerInto(pointer, 'value'), value: value['value'] };
  if ('externalValue' in value) {
    if (source.checked) report.looked('examples');
    report.unjudged(part, 'this example is a file elsewhere');
    return undefined;
  }
  const written = value['$ref'];
  if (typeof written !== 'string' || depth > 8) return undefined;
  const target = followReference(tree, source, written);
  if (!target.found || !isWhole(target)) {
    if (source.checked) report.looked('examples');
    report.unjudged(part, `${written} leads to nothing that can be read`);
    return undefined;
  }
  // Those who render it take what is not wrapped in `value` as the example itself.
  const isWrapped =
    isMapping(target.value) && ['value', 'externalValue', '$ref'].some((key) => isMapping(target.value) && key in target.value);
  return isWrapped ? valueOf(tree, report, target, depth + 1) : target;
}
