/** A small specification as they were written in 2016: Swagger 2.0 with examples in strings of JSON, and reStructuredText. */
export const paintShopOf2016: Readonly<Record<string, string>> = {
  'api/client-server/colours.yaml': `swagger: "2.0"
info:
  title: "Paint Shop Colours API"
  version: "1.0.0"
host: localhost:8008
schemes:
  - https
basePath: /_matrix/client/r0
consumes:
  - application/json
produces:
  - application/json
securityDefinitions:
  accessToken:
    type: apiKey
    name: access_token
    in: query
paths:
  "/colours/{name}":
    put:
      summary: Mixes a colour.
      description: |-
        Mixes a colour of a name. Errors are \`\`M_FORBIDDEN\`\` and \`\`M_UNKNOWN\`\`.
      operationId: putColour
      security:
        - accessToken: []
      parameters:
        - in: path
          type: string
          name: name
          description: The name of the colour.
          required: true
          x-example: "crimson"
        - in: body
          name: body
          schema:
            type: object
            example: |-
              {
                "strength": 80,
                "shades": [
                  {"darkness": 10},
                  {"darkness": 70}
                ]
              }
            properties:
              strength:
                type: integer
                description: From 0 to 100.
              shades:
                type: array
                description: Its shades.
                items:
                  $ref: definitions/shade.yaml
            required: ["strength"]
      responses:
        200:
          description: The colour was mixed.
          examples:
            application/json: |-
              {
                "name": "crimson",
                "strength": 80
              }
          schema:
            type: object
            properties:
              name:
                type: string
                description: Its name.
              strength:
                type: integer
                description: From 0 to 100.
            required:
              - name
        403:
          description: Strangers may not mix.
          examples:
            application/json: |-
              {
                "errcode": "M_FORBIDDEN",
                "error": "You may not mix"
              }
          schema:
            $ref: definitions/error.yaml
      tags:
        - Colours
`,
  'api/client-server/definitions/shade.yaml': `type: object
description: A shade of a colour.
properties:
  darkness:
    type: integer
    description: From 0 to 100.
  warm:
    type: boolean
    description: Whether it is a warm one.
required: ["darkness"]
`,
  'api/client-server/definitions/error.yaml': `type: object
description: What went wrong.
properties:
  errcode:
    type: string
    description: A code for programs.
  error:
    type: string
    description: A sentence for people.
required: ["errcode"]
`,
  'event-schemas/schema/m.paint.mixed': `{
    "type": "object",
    "title": "Mixed paint",
    "description": "Tells that paint was mixed.",
    "properties": {
        "content": {
            "type": "object",
            "properties": {
                "colour": {
                    "type": "string",
                    "description": "Its name."
                },
                "litres": {
                    "type": "number",
                    "description": "How much."
                }
            },
            "required": ["colour"]
        },
        "type": {
            "type": "string",
            "enum": ["m.paint.mixed"]
        }
    },
    "required": ["type", "content"]
}
`,
  'event-schemas/examples/m.paint.mixed': `{
    "type": "m.paint.mixed",
    "content": {
        "colour": "crimson",
        "litres": 2
    }
}
`,
  'specification/client_server_api.rst': `Client-Server API
=================

How to talk to a paint shop, as \`Mixing\`_ and the \`list of shops\`_ say.

.. _\`list of shops\`: https://example.org/shops

Colours
-------

A colour looks like this:

.. code:: json

   {
     "name": "teal",
     "shades": [
       {"darkness": 5},
       {"darkness": 50}
     ]
   }

Mixing
------

Paint is mixed by hand [#]_, and the event is::

  {
    "type": "m.paint.mixed",
    "content": {
      "colour": "teal",
      "litres": 1
    }
  }

.. [#] Machines are noisy.

======= ======
Colour  Litres
======= ======
crimson 2
teal    3
======= ======

Asking again
~~~~~~~~~~~~

\`\`M_UNKNOWN\`\` is what whoever asks for too much gets.
`,
  'specification/targets.yaml': `targets:
  client_server:
    files:
      - client_server_api.rst
title_styles: ["=", "-", "~"]
`,
};
