import { expect, test } from 'vitest';
import { treeOf } from '../../sources/sample-tree.ts';
import { templateVariables } from './template-variables.ts';

const sections = { 'templating/matrix_templates/sections.py': 'def render_colour_wheel(self):\n    return ""\n' };

test.each([
  ['an API with the suffix of its kind', 'red_cs_http_api', true],
  ['an API without a suffix', 'red_http_api', true],
  ['an API of the second version', 'v2_green_http_api', true],
  ['an API of the first version, as one of the second', 'v2_red_http_api', false],
  ['an event', 'm_blue_event', true],
  ['what the templating renders', 'colour_wheel', true],
  ['anything else', 'yellow_cs_http_api', false],
])('%s', (_, name, has) => {
  const variables = templateVariables(
    treeOf({
      ...sections,
      'api/client-server/v1/red.yaml': 'swagger: "2.0"\n',
      'api/client-server/v2_alpha/green.yaml': 'swagger: "2.0"\n',
      'event-schemas/schema/m.blue': 'type: object\n',
    }),
  );
  expect(variables.judges(name)).toBe(true);
  expect(variables.has(name)).toBe(has);
});
