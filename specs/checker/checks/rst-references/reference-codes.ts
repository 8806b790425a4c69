import type { Code, Sample } from '../../check.ts';
import type { FindingLevel } from '../../finding.ts';

function code(name: string, level: FindingLevel, explanation: string, line: number, wrong: string, right: string): Code {
  const path = 'text/colours.rst';
  const sample = (text: string): Sample => ({ files: { [path]: text } });
  return { name: `rst/${name}`, level, explanation, wrong: { ...sample(wrong), at: `${path}:${line}` }, right: sample(right) };
}

export const undefinedTarget = code(
  'undefined-target',
  'error',
  'A reference leads to a name that no title and no target of the document has. It is shown as broken. Correct the name, or write a target ".. _name:".',
  1,
  'Red is one of the `wram colours`_.\n\nWarm colours\n============\n\nThere are more.\n',
  'Red is one of the `warm colours`_.\n\nWarm colours\n============\n\nThere are more.\n',
);
export const ambiguousReference = code(
  'ambiguous-reference',
  'error',
  'A reference leads to a title that is there more than once. It is shown as broken. Put a target in front of the title that is meant, and refer to that.',
  1,
  'See `Shades`_.\n\nRed\n===\n\nShades\n------\n\nFour.\n\nBlue\n====\n\nShades\n------\n\nFive.\n',
  'See `Shades of red`_.\n\nRed\n===\n\nShades of red\n-------------\n\nFour.\n\nBlue\n====\n\nShades\n------\n\nFive.\n',
);
export const duplicateTarget = code(
  'duplicate-target',
  'error',
  'Two targets of a document have the same name and lead to different places. References to it are broken. Rename one.',
  5,
  '.. _warm:\n\nRed is a warm colour.\n\n.. _warm:\n\nSo is yellow.\n',
  '.. _warm:\n\nRed is a warm colour.\n\n.. _warmer:\n\nSo is yellow.\n',
);
export const duplicateLinkName = code(
  'duplicate-link-name',
  'warning',
  'Two links of a document have the same text and lead to different addresses. Their text is a name, which is then there twice. End such a link with two underscores.',
  3,
  'See `here <https://example.org/red>`_.\n\nSee `here <https://example.org/blue>`_.\n',
  'See `here <https://example.org/red>`_.\n\nSee `here <https://example.org/blue>`__.\n',
);
export const undefinedSubstitution = code(
  'undefined-substitution',
  'error',
  'A substitution between two bars is nowhere defined, and is shown as broken. Define it with ".. |name| replace:: text", or write a backslash in front of a bar that is meant as itself.',
  1,
  'The colour |rde| is warm.\n\n.. |red| replace:: *red*\n',
  'The colour |red| is warm.\n\n.. |red| replace:: *red*\n',
);
export const duplicateSubstitution = code(
  'duplicate-substitution',
  'error',
  'A substitution is defined twice in a document. Only one of them is used. Delete or rename the other.',
  4,
  'The colour |red| is warm.\n\n.. |red| replace:: *red*\n.. |red| replace:: *scarlet*\n',
  'The colour |red| is warm.\n\n.. |red| replace:: *red*\n',
);
export const undefinedFootnote = code(
  'undefined-footnote',
  'error',
  'A footnote or a citation is referred to and is not there. Write it as ".. [1] text", or correct the reference.',
  1,
  'Red is warm [2]_.\n\n.. [1] Most people say so.\n',
  'Red is warm [1]_.\n\n.. [1] Most people say so.\n',
);
export const duplicateFootnote = code(
  'duplicate-footnote',
  'error',
  'Two footnotes or citations of a document have the same name, so that references to it are broken. Rename one.',
  4,
  'Red is warm [1]_.\n\n.. [1] Most people say so.\n.. [1] Some do not.\n',
  'Red is warm [1]_.\n\n.. [1] Most people say so.\n',
);
export const anonymousMismatch = code(
  'anonymous-mismatch',
  'error',
  'References with two underscores take their addresses from the lines "__ address", one after another. There are more or fewer of the one than of the other.',
  1,
  'See `red`__ or `blue`__.\n\n__ https://example.org/red\n',
  'See `red`__ or `blue`__.\n\n__ https://example.org/red\n__ https://example.org/blue\n',
);
export const unknownRole = code(
  'unknown-role',
  'error',
  'A text between backquotes is given a role that does not exist, and is shown as broken. Correct the name of the role.',
  1,
  'Water is H\\ :subscrip:`2`\\ O.\n',
  'Water is H\\ :subscript:`2`\\ O.\n',
);
