/**
 * Secret fields, defaults and injection of the credential types. Generated from server/src/catalogue/types by
 * `npm run docs`; not to be edited.
 */
import type { KnownType } from '../known-type.ts';

export const knownTypes: readonly KnownType[] = [
  {
    "name": "ApiKey",
    "secrets": [
      "apiKey"
    ],
    "openFields": false,
    "defaults": {
      "in": "header",
      "name": "Authorization",
      "prefix": ""
    },
    "injection": [
      {
        "into": "header",
        "name": "${name}",
        "when": {
          "field": "in",
          "equals": "header"
        }
      },
      {
        "into": "query",
        "name": "${name}",
        "when": {
          "field": "in",
          "equals": "query"
        }
      },
      {
        "into": "cookie",
        "name": "${name}",
        "when": {
          "field": "in",
          "equals": "cookie"
        }
      }
    ]
  },
  {
    "name": "BasicAuth",
    "secrets": [
      "password"
    ],
    "openFields": false,
    "defaults": {},
    "injection": [
      {
        "into": "basic"
      }
    ]
  },
  {
    "name": "Secret",
    "secrets": [
      "value"
    ],
    "openFields": false,
    "defaults": {},
    "injection": []
  },
  {
    "name": "Raw",
    "secrets": [
      "raw"
    ],
    "openFields": false,
    "defaults": {},
    "injection": []
  },
  {
    "name": "Default",
    "secrets": [],
    "openFields": true,
    "defaults": {},
    "injection": []
  }
];
