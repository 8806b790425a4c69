import type { Check } from '../check.ts';
import { descriptionKeys } from './description-keys.ts';
import { descriptionValues } from './description-values.ts';
import { errorExamples } from './error-examples.ts';
import { examplePlaces } from './example-places.ts';
import { examples } from './examples.ts';
import { files } from './files.ts';
import { httpExamples } from './http-examples.ts';
import { jsonBlocks } from './json-blocks.ts';
import { misspeltKeys } from './misspelt-keys.ts';
import { operationNames } from './operation-names.ts';
import { operations } from './operations.ts';
import { pathParameters } from './path-parameters.ts';
import { placeholders } from './placeholders.ts';
import { references } from './references.ts';
import { rstReferences } from './rst-references.ts';
import { rstStructure } from './rst-structure.ts';
import { rstTemplating } from './rst-templating.ts';
import { schemaKeys } from './schema-keys.ts';
import { schemaValues } from './schema-values.ts';
import { security } from './security.ts';
import { unusedComponents } from './unused-components.ts';
import { versions } from './versions.ts';
import { yamlSyntax } from './yaml-syntax.ts';
import { markdownStructure } from './markdown-structure.ts';
import { markdownLinks } from './markdown-links.ts';
import { shortcodes } from './shortcodes.ts';
import { shownErrors } from './shown-errors.ts';
import { changelogFragments } from './changelog-fragments.ts';

/** Every check, in the order in which they look. Adding one is a file beside this one, and a line here. */
export const checks: readonly Check[] = [
  files,
  yamlSyntax,
  references,
  // Types that no example fits are told of their schemas.
  examples,
  schemaKeys,
  schemaValues,
  descriptionKeys,
  descriptionValues,
  operations,
  operationNames,
  pathParameters,
  security,
  unusedComponents,
  versions,
  errorExamples,
  examplePlaces,
  rstStructure,
  rstReferences,
  rstTemplating,
  jsonBlocks,
  httpExamples,
  shownErrors,
  misspeltKeys,
  placeholders,
  markdownStructure,
  markdownLinks,
  shortcodes,
  changelogFragments,
];
