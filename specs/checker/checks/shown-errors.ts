import type { Check, Code, Sample } from '../check.ts';
import { memberOf, plainValue, textOf } from '../prose/json/json-node.ts';
import { isProposal, readBlocks } from '../prose/json-block.ts';
import { definedErrcodes } from '../schemas/defined-errcodes.ts';
import { errcodeMistake, isInteractive } from '../schemas/errcodes.ts';
import type { ErrcodeMistake } from '../schemas/errcodes.ts';

const path = 'content/colours.md';

function sample(errcode: string, status = 403): Sample {
  const told = 'Whoever may not paint gets `M_FORBIDDEN`, whoever has no colour left `M_LIMIT_EXCEEDED`:\n';
  const body = `{\n  "errcode": "${errcode}",\n  "error": "You may not paint."\n}\n`;
  return {
    files: { [path]: `${told}\n\`\`\`http\nHTTP/1.1 ${status} Some Reason\nContent-Type: application/json\n\n${body}\`\`\`\n` },
  };
}

function bare(members: string): string {
  return `Whoever may not paint gets \`M_FORBIDDEN\`:\n\n\`\`\`http\nHTTP/1.1 403 Forbidden\nContent-Type: application/json\n\n{${members}}\n\`\`\`\n`;
}

const misspelt: Code = {
  name: 'json/misspelt-errcode',
  level: 'warning',
  explanation:
    'A block shows an error with an `errcode` that no text tells of, a letter or two away from one that is told of. Correct it. That other blocks show it too tells nothing.',
  wrong: { ...sample('M_FORBIDEN'), at: `${path}:8` },
  right: sample('M_FORBIDDEN'),
};
const malformedErrcode: Code = {
  name: 'json/malformed-errcode',
  level: 'warning',
  explanation:
    'A block shows an error whose `errcode` is none: it is a string of capitals, digits, `_` and `.`, such as `M_FORBIDDEN`; those that are not of the standard begin with a domain of their own.',
  wrong: { ...sample('forbidden'), at: `${path}:8` },
  right: sample('M_FORBIDDEN'),
};
const noErrcode: Code = {
  name: 'json/error-without-errcode',
  level: 'warning',
  explanation:
    'A response with the status of an error is shown with a body that has `error` and no `errcode`, which every error of the standard has. Add it.',
  wrong: { files: { [path]: bare('"error": "You may not paint."') }, at: `${path}:7` },
  right: { files: { [path]: bare('"errcode": "M_FORBIDDEN", "error": "You may not paint."') } },
};
const oddStatus: Code = {
  name: 'json/odd-error-status',
  level: 'warning',
  explanation:
    'A response is shown with an `errcode` that comes with another status: `M_LIMIT_EXCEEDED` with 429, `M_UNKNOWN_TOKEN` with 401, and mostly `M_FORBIDDEN` with 403 and `M_NOT_FOUND` with 404. Correct one of the two.',
  wrong: { ...sample('M_LIMIT_EXCEEDED'), at: `${path}:8` },
  right: sample('M_LIMIT_EXCEEDED', 429),
};

const codes: Readonly<Record<ErrcodeMistake['kind'], Code | undefined>> = {
  malformed: malformedErrcode,
  misspelt,
  // What shows an error in prose tells of it.
  undefined: undefined,
  'wrong-status': oddStatus,
  'odd-status': oddStatus,
};

/** The errors of OAuth 2.0 (RFC 6749, 5.2) are one word, and have no code besides. */
const isOfOauth = /^[a-z_]+$/;

/** Errors that blocks of JSON show: whether their codes are ones that the texts tell of, and go with the status above them. */
export const shownErrors: Check = {
  codes: [misspelt, malformedErrcode, noErrcode, oddStatus],
  run(tree, report) {
    const knows = definedErrcodes(tree, 'words');
    for (const { block, texts } of readBlocks(tree)) {
      if (isProposal(block.source)) continue;
      for (const { json, message, placeOf } of texts) {
        const status = message?.start.kind === 'response' ? message.start.status : undefined;
        for (const root of json.values) {
          const errcode = textOf(root, 'errcode');
          const at = memberOf(root, 'errcode');
          const comesWith = status === undefined || isInteractive(status, plainValue(root)) ? undefined : status;
          if (
            /^[45]/.test(comesWith ?? '') &&
            root.kind === 'object' &&
            !root.isPartial &&
            at === undefined &&
            memberOf(root, 'error') !== undefined &&
            !isOfOauth.test(textOf(root, 'error') ?? 'x y')
          ) {
            const range = placeOf({ start: root.range.start, end: root.range.start + 1 });
            report.finding(noErrcode, { source: block.source, range }, 'this error has no "errcode"; add it');
          }
          if (errcode === undefined || at === undefined) continue;
          const mistake = errcodeMistake(errcode, comesWith, knows);
          const spot = { source: block.source, range: placeOf(at.range) };
          if (mistake === 'unknown') report.unjudged(spot, 'no text of the tree tells of any errcode');
          else if (mistake !== undefined) {
            const code = codes[mistake.kind];
            if (code !== undefined) report.finding(code, spot, mistake.message);
          }
        }
      }
    }
  },
};
