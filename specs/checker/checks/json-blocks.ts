import type { Check, Report } from '../check.ts';
import type { Fix } from '../finding.ts';
import type { JsonMistake } from '../prose/json/json-mistake.ts';
import { isProposal, placeIn, readBlocks } from '../prose/json-block.ts';
import type { JsonText, ReadBlock } from '../prose/json-block.ts';
import { breaksSchema, jsonCodes, lacksKey, unknownEvent, wrongLoginType } from './json-blocks/json-codes.ts';
import { lookAtEventTypes, lookAtLoginType, lookAtMeaning } from './json-blocks/json-meaning.ts';

/** Blocks of code that are meant as JSON: whether they are, and whether what they show is as its schema says, where the text leaves no doubt which that is. */
export const jsonBlocks: Check = {
  codes: [...Object.values(jsonCodes), breaksSchema, lacksKey, unknownEvent, wrongLoginType],
  run(tree, report) {
    for (const read of readBlocks(tree)) {
      const { block, texts, doubt } = read;
      report.looked('blocks');
      const whole = { source: block.source, range: placeIn(block, 0, firstLine(block.text)) };
      if (doubt !== undefined) report.unjudged(whole, doubt);
      else if (isProposal(block.source)) {
        report.unjudged(
          whole,
          'proposals, drafts and old documents show what is not described: requests, bodies and keys are not held against descriptions',
        );
      }
      for (const text of texts) {
        for (const mistake of text.json.mistakes) tell(report, read, text, mistake);
        if (!text.json.isComplete) {
          report.unjudged(whole, 'not all of this block makes sense as JSON');
        }
        lookAtLoginType(report, read, text);
        lookAtMeaning(tree, report, read, text);
        lookAtEventTypes(tree, report, read, text);
      }
    }
  },
};

function firstLine(text: string): number {
  return text.search(/\r?\n|$/);
}

/** Whether an answer to a mistake is the right one: not where more is wrong on its line, or where the mark may be a part of a text or of a list. */
function isCertain({ block: { source } }: ReadBlock, { json, placeOf }: JsonText, { range, edits = [] }: JsonMistake): boolean {
  const lineOf = (each: JsonMistake['range']): number => source.lines.at(placeOf(each).start).line;
  if (json.mistakes.filter((other) => lineOf(other.range) === lineOf(range)).length > 1) return false;
  if (/\{\s*"[^"\n]*"\s*,\s*"[^"\n]*"\s*\}/.test(source.lines.line(lineOf(range)))) return false;
  return edits.every((edit) => {
    const { start, end } = placeOf(edit.range);
    const isGlued = source.text.slice(start, end) === ':' && /\w:\w/.test(source.text.slice(start - 1, end + 1));
    return !isGlued && !(edit.text === ',' && source.text[start - 1] === '.');
  });
}

function tell(report: Report, read: ReadBlock, text: JsonText, mistake: JsonMistake): void {
  const { source } = read.block;
  const { placeOf } = text;
  const { kind, range, message, related, edits } = mistake;
  const fix: Fix | undefined =
    edits === undefined || !isCertain(read, text, mistake)
      ? undefined
      : { edits: edits.map((edit) => ({ ...placeOf(edit.range), text: edit.text })) };
  report.finding(jsonCodes[kind], { source, range: placeOf(range) }, message, {
    ...(related === undefined ? {} : { related: [{ at: { source, range: placeOf(related.range) }, message: related.message }] }),
    ...(fix === undefined ? {} : { fix }),
  });
}
