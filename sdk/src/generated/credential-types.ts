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
  },
  {
    "name": "Database",
    "secrets": [
      "password"
    ],
    "openFields": false,
    "defaults": {
      "tls": "verify-full"
    },
    "injection": [],
    "connection": {
      "origin": "${scheme}://${host}:${port}",
      "placement": "database:${tls}"
    }
  },
  {
    "name": "Smtp",
    "secrets": [
      "password"
    ],
    "openFields": false,
    "defaults": {
      "port": "465",
      "security": "tls"
    },
    "injection": [],
    "connection": {
      "origin": "smtp://${host}:${port}",
      "placement": "smtp:${security}"
    }
  },
  {
    "name": "AwsSigV4",
    "secrets": [
      "secretAccessKey",
      "sessionToken"
    ],
    "openFields": false,
    "defaults": {},
    "injection": [
      {
        "into": "signer",
        "name": "aws-sigv4"
      }
    ]
  },
  {
    "name": "Certificate",
    "secrets": [
      "certificate",
      "privateKey",
      "passphrase"
    ],
    "openFields": false,
    "defaults": {},
    "injection": [
      {
        "into": "signer",
        "name": "mtls"
      }
    ]
  },
  {
    "name": "Jwt",
    "secrets": [
      "privateKey"
    ],
    "openFields": false,
    "defaults": {
      "mode": "direct",
      "lifetimeSeconds": "600"
    },
    "injection": [
      {
        "into": "signer",
        "name": "jwt",
        "when": {
          "field": "mode",
          "equals": "direct"
        }
      },
      {
        "into": "signer",
        "name": "jwt-bearer",
        "tokenUrl": "${tokenUrl}",
        "when": {
          "field": "mode",
          "equals": "exchange"
        }
      }
    ]
  },
  {
    "name": "OAuth2",
    "secrets": [
      "accessToken",
      "refreshToken"
    ],
    "openFields": false,
    "defaults": {},
    "injection": [
      {
        "into": "header",
        "name": "Authorization"
      }
    ]
  },
  {
    "name": "OAuth2Refresh",
    "secrets": [
      "clientSecret",
      "accessToken",
      "refreshToken"
    ],
    "openFields": false,
    "defaults": {
      "authStyle": "basic"
    },
    "injection": [
      {
        "into": "header",
        "name": "Authorization"
      }
    ]
  },
  {
    "name": "OAuthAlias",
    "secrets": [
      "accessToken",
      "refreshToken"
    ],
    "openFields": false,
    "defaults": {},
    "injection": [
      {
        "into": "header",
        "name": "Authorization"
      }
    ]
  }
];
