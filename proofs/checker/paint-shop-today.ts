/** A small specification as they are written today: OpenAPI 3.1 and JSON Schema under `data/`, pages for Hugo under `content/`. */
export const paintShopToday: Readonly<Record<string, string>> = {
  'data/api/client-server/colours.yaml': `openapi: 3.1.0
info:
  title: Paint Shop Colours API
  version: 1.0.0
paths:
  "/colours/{name}":
    get:
      x-addedInMatrixVersion: "1.1"
      x-changedInMatrixVersion:
        "1.3": Shades can be asked for.
      summary: Finds a colour.
      description: |-
        Finds a colour by its name, as [mixing](/client-server-api/#mixing) has made it.

        Errors are \`M_NOT_FOUND\` and \`M_LIMIT_EXCEEDED\`.
      operationId: getColour
      security:
        - accessToken: []
      parameters:
        - in: path
          name: name
          description: The name of the colour.
          required: true
          example: crimson
          schema:
            type: string
        - in: query
          name: limit
          description: How many shades to return.
          example: 10
          schema:
            type: integer
      responses:
        "200":
          description: The colour was found.
          content:
            application/json:
              schema:
                type: object
                required:
                  - name
                  - shades
                properties:
                  name:
                    type: string
                    description: The name of the colour.
                  strength:
                    type: integer
                    description: From 0 to 100.
                  palest:
                    $ref: definitions/tinted_shade.yaml
                  shades:
                    type: array
                    description: Its shades, the darkest first.
                    items:
                      $ref: definitions/shade.yaml
              examples:
                response:
                  value: {
                    "name": "crimson",
                    "strength": 80,
                    "shades": [
                      {
                        "darkness": 10,
                        "warm": true
                      },
                      {
                        "darkness": 70,
                        "warm": false
                      }
                    ]
                  }
        "404":
          description: There is no such colour.
          content:
            application/json:
              schema:
                $ref: definitions/error.yaml
              examples:
                response:
                  value: {
                    "errcode": "M_NOT_FOUND",
                    "error": "No such colour"
                  }
        "429":
          description: This request was rate-limited.
          content:
            application/json:
              schema:
                $ref: definitions/error.yaml
              example:
                errcode: M_LIMIT_EXCEEDED
                error: Too many colours
      tags:
        - Colours
    delete:
      summary: Forgets a colour.
      description: Forgets a colour and all of its shades.
      operationId: deleteColour
      security:
        - accessToken: []
      parameters:
        - in: path
          name: name
          description: The name of the colour.
          required: true
          example: crimson
          schema:
            type: string
      responses:
        "200":
          description: The colour is forgotten.
          content:
            application/json:
              schema:
                type: object
                properties: {}
              example: {}
      tags:
        - Colours
components:
  securitySchemes:
    accessToken:
      type: http
      scheme: bearer
tags:
  - name: Colours
servers:
  - url: "https://shop.example.org/_matrix/client/v3"
`,
  'data/api/client-server/definitions/shade.yaml': `type: object
description: A shade of a colour.
required:
  - darkness
properties:
  darkness:
    type: integer
    description: From 0 to 100.
    minimum: 0
    maximum: 100
    example: 20
  warm:
    type: boolean
    description: Whether it is a warm one.
  source:
    type: string
    enum:
      - mixed
      - bought
    description: Where it comes from.
`,
  'data/api/client-server/definitions/tint.yaml': `type: object
description: A tint, which is always that of a shade.
required:
  - tint
  - darkness
properties:
  tint:
    type: string
    description: Its name.
`,
  'data/api/client-server/definitions/tinted_shade.yaml': `description: A shade with a tint.
allOf:
  - $ref: tint.yaml
  - $ref: shade.yaml
example: {
  "tint": "pale",
  "darkness": 3
}
`,
  'data/api/client-server/definitions/error.yaml': `type: object
description: What went wrong.
required:
  - errcode
properties:
  errcode:
    type: string
    description: A code for programs.
  error:
    type: string
    description: A sentence for people.
`,
  'data/event-schemas/schema/m.paint.mixed.yaml': `type: object
title: Mixed paint
description: Tells that paint was mixed.
properties:
  type:
    type: string
    enum:
      - m.paint.mixed
  state_key:
    type: string
    description: An empty text.
    pattern: "^$"
  content:
    type: object
    required:
      - colour
    properties:
      colour:
        type: string
        description: Its name.
      litres:
        type: number
        description: How much.
required:
  - type
  - content
`,
  'data/event-schemas/examples/m.paint.mixed.yaml': `{
  "type": "m.paint.mixed",
  "state_key": "",
  "content": {
    "colour": "crimson",
    "litres": 2.5
  }
}
`,
  'content/_index.md': `---
title: Paint Shop Specification
---

How to talk to a paint shop. See the [API for clients](/client-server-api/#colours).
`,
  'content/client-server-api/_index.md': `---
title: Client-Server API
---

## Colours

A colour has a name and shades, see [mixing](#mixing). This one is found by its name:

\`\`\`json
{
  "name": "teal",
  "strength": 40,
  "shades": [
    {"darkness": 5},
    {"darkness": 50}
  ]
}
\`\`\`

{{% http-api spec="client-server" api="colours" %}}

## Mixing

Paint is mixed by hand. \`M_FORBIDDEN\` is what a stranger gets, \`M_UNKNOWN\` whoever asks for too much.

| Colour  | Litres |
|---------|--------|
| crimson | 2      |
| teal    | 3      |

\`\`\`json
{
  "type": "m.paint.mixed",
  "state_key": "",
  "content": {
    "colour": "teal",
    "litres": 1
  }
}
\`\`\`

{{% event event="m.paint.mixed" %}}

### Asking again

A shop may refuse:

\`\`\`
GET /_matrix/client/v3/colours/teal HTTP/1.1
Host: shop.example.org
\`\`\`
`,
  'content/changelog/v1.4.md': `---
title: v1.4 Changelog
---

Colours have shades.
`,
  'layouts/shortcodes/http-api.html': '{{ $spec := .Params.spec }}\n{{ $api := .Params.api }}\n',
  'layouts/shortcodes/event.html': '{{ $event := .Params.event }}\n',
  'changelogs/client_server/newsfragments/12.feature': 'Colours have shades.\n',
};
