/**
 * Fields, origins and placements of the providers. Generated from server/src/catalogue/providers by `npm run docs`; not
 * to be edited.
 */
import type { KnownMethod } from '../known-provider.ts';

export const knownProviders: readonly KnownMethod[] = [
 {
  "provider": "activecampaign",
  "type": "ApiKey",
  "fields": [
   "account",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Api-Token"
  },
  "baseUrl": [
   {
    "url": "https://${account}.api-us1.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "adyen",
  "type": "ApiKey",
  "fields": [
   "environment",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "environment": "test",
   "in": "header",
   "name": "X-API-Key"
  },
  "baseUrl": [
   {
    "url": "https://management-${environment}.adyen.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": [
   "https://checkout-test.adyen.com"
  ]
 },
 {
  "provider": "attio",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.attio.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "bigcommerce",
  "type": "ApiKey",
  "fields": [
   "storeHash",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "X-Auth-Token"
  },
  "baseUrl": [
   {
    "url": "https://api.bigcommerce.com/stores/${storeHash}"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "brevo",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "api-key"
  },
  "baseUrl": [
   {
    "url": "https://api.brevo.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "calendly",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.calendly.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "chargebee",
  "type": "ApiKey",
  "fields": [
   "site",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://${site}.chargebee.com/api/v2"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "basic"
   }
  ]
 },
 {
  "provider": "close",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://api.close.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "basic"
   }
  ]
 },
 {
  "provider": "customerio",
  "type": "ApiKey",
  "fields": [
   "region",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "region": "us",
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "when": {
     "field": "region",
     "in": [
      "eu"
     ]
    },
    "url": "https://api-eu.customer.io"
   },
   {
    "url": "https://api.customer.io"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "discord",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bot "
  },
  "baseUrl": [
   {
    "url": "https://discord.com/api/v10"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "finnhub",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "X-Finnhub-Token"
  },
  "baseUrl": [
   {
    "url": "https://finnhub.io/api/v1"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "freshdesk",
  "type": "ApiKey",
  "fields": [
   "domain",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://${domain}.freshdesk.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "basic"
   }
  ]
 },
 {
  "provider": "front",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api2.frontapp.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "gocardless",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.gocardless.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "hubspot",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.hubapi.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "intercom",
  "type": "ApiKey",
  "fields": [
   "region",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "region": "us",
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "when": {
     "field": "region",
     "in": [
      "eu"
     ]
    },
    "url": "https://api.eu.intercom.io"
   },
   {
    "when": {
     "field": "region",
     "in": [
      "au"
     ]
    },
    "url": "https://api.au.intercom.io"
   },
   {
    "url": "https://api.intercom.io"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "klaviyo",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Klaviyo-API-Key "
  },
  "baseUrl": [
   {
    "url": "https://a.klaviyo.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "lemonsqueezy",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.lemonsqueezy.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "line",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.line.me"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "loops",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://app.loops.so/api"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "mailchimp",
  "type": "ApiKey",
  "fields": [
   "server",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://${server}.api.mailchimp.com/3.0"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "basic"
   }
  ]
 },
 {
  "provider": "mailersend",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.mailersend.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "mailgun",
  "type": "ApiKey",
  "fields": [
   "region",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "region": "us"
  },
  "baseUrl": [
   {
    "when": {
     "field": "region",
     "in": [
      "eu"
     ]
    },
    "url": "https://api.eu.mailgun.net"
   },
   {
    "url": "https://api.mailgun.net"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "basic"
   }
  ]
 },
 {
  "provider": "mailjet",
  "type": "BasicAuth",
  "fields": [
   "username",
   "password"
  ],
  "secrets": [
   "password"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://api.mailjet.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "messagebird",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "AccessKey "
  },
  "baseUrl": [
   {
    "url": "https://rest.messagebird.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "mollie",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.mollie.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "paddle",
  "type": "ApiKey",
  "fields": [
   "environment",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "environment": "live",
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "when": {
     "field": "environment",
     "in": [
      "sandbox"
     ]
    },
    "url": "https://sandbox-api.paddle.com"
   },
   {
    "url": "https://api.paddle.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "petstore",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "api_key"
  },
  "baseUrl": [
   {
    "url": "https://petstore3.swagger.io/api/v3"
   }
  ],
  "ownBaseUrl": true,
  "origins": []
 },
 {
  "provider": "pipedrive",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "x-api-token"
  },
  "baseUrl": [
   {
    "url": "https://api.pipedrive.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "plivo",
  "type": "BasicAuth",
  "fields": [
   "username",
   "password"
  ],
  "secrets": [
   "password"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://api.plivo.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "postmark",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "X-Postmark-Server-Token"
  },
  "baseUrl": [
   {
    "url": "https://api.postmarkapp.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "pushover",
  "type": "ApiKey",
  "fields": [
   "apiKey",
   "userKey"
  ],
  "secrets": [
   "apiKey",
   "userKey"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://api.pushover.net"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "body",
    "name": "token"
   },
   {
    "into": "body",
    "name": "user"
   }
  ]
 },
 {
  "provider": "razorpay",
  "type": "BasicAuth",
  "fields": [
   "username",
   "password"
  ],
  "secrets": [
   "password"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://api.razorpay.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "recurly",
  "type": "ApiKey",
  "fields": [
   "region",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "region": "us"
  },
  "baseUrl": [
   {
    "when": {
     "field": "region",
     "in": [
      "eu"
     ]
    },
    "url": "https://v3.eu.recurly.com"
   },
   {
    "url": "https://v3.recurly.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "basic"
   }
  ]
 },
 {
  "provider": "resend",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.resend.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "sendgrid",
  "type": "ApiKey",
  "fields": [
   "region",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "region": "global",
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "when": {
     "field": "region",
     "in": [
      "eu"
     ]
    },
    "url": "https://api.eu.sendgrid.com"
   },
   {
    "url": "https://api.sendgrid.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "shopify",
  "type": "ApiKey",
  "fields": [
   "shop",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "X-Shopify-Access-Token"
  },
  "baseUrl": [
   {
    "url": "https://${shop}.myshopify.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "sparkpost",
  "type": "ApiKey",
  "fields": [
   "region",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "region": "us",
   "in": "header",
   "name": "Authorization"
  },
  "baseUrl": [
   {
    "when": {
     "field": "region",
     "in": [
      "eu"
     ]
    },
    "url": "https://api.eu.sparkpost.com"
   },
   {
    "url": "https://api.sparkpost.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "square",
  "type": "ApiKey",
  "fields": [
   "environment",
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "environment": "production",
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "when": {
     "field": "environment",
     "in": [
      "sandbox"
     ]
    },
    "url": "https://connect.squareupsandbox.com"
   },
   {
    "url": "https://connect.squareup.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "stripe",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.stripe.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "telnyx",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.telnyx.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "todoist",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "Bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.todoist.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "twilio",
  "type": "BasicAuth",
  "fields": [
   "username",
   "password"
  ],
  "secrets": [
   "password"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://api.twilio.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "typeform",
  "type": "ApiKey",
  "fields": [
   "apiKey"
  ],
  "secrets": [
   "apiKey"
  ],
  "defaults": {
   "in": "header",
   "name": "Authorization",
   "prefix": "bearer "
  },
  "baseUrl": [
   {
    "url": "https://api.typeform.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "vonage",
  "type": "BasicAuth",
  "fields": [
   "username",
   "password"
  ],
  "secrets": [
   "password"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://rest.nexmo.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": []
 },
 {
  "provider": "woocommerce",
  "type": "BasicAuth",
  "fields": [
   "username",
   "password"
  ],
  "secrets": [
   "password"
  ],
  "defaults": {},
  "baseUrl": [],
  "ownBaseUrl": true,
  "origins": []
 },
 {
  "provider": "zendesk",
  "type": "BasicAuth",
  "fields": [
   "subdomain",
   "username",
   "password"
  ],
  "secrets": [
   "password"
  ],
  "defaults": {},
  "baseUrl": [
   {
    "url": "https://${subdomain}.zendesk.com"
   }
  ],
  "ownBaseUrl": false,
  "origins": [],
  "injection": [
   {
    "into": "basic"
   }
  ]
 }
];
