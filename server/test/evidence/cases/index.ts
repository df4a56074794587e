/** All cases of evidence; a test asserts that every file of this folder is listed. */
import type { EvidenceCase } from '../evidence-case.ts';
import { anthropic } from './anthropic.ts';
import { assemblyai } from './assemblyai.ts';
import { chargebee } from './chargebee.ts';
import { cloudinary } from './cloudinary.ts';
import { contentful } from './contentful.ts';
import { customerio } from './customerio.ts';
import { deepl } from './deepl.ts';
import { dropbox } from './dropbox.ts';
import { figma } from './figma.ts';
import { github } from './github.ts';
import { groq } from './groq.ts';
import { influxdb } from './influxdb.ts';
import { lemonsqueezy } from './lemonsqueezy.ts';
import { loops } from './loops.ts';
import { mailchimp } from './mailchimp.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { mandrill } from './mandrill.ts';
import { mapbox } from './mapbox.ts';
import { meilisearch } from './meilisearch.ts';
import { messagebird } from './messagebird.ts';
import { mollie } from './mollie.ts';
import { monday } from './monday.ts';
import { neon } from './neon.ts';
import { netlify } from './netlify.ts';
import { notion } from './notion.ts';
import { openai } from './openai.ts';
import { pagerduty } from './pagerduty.ts';
import { particle } from './particle.ts';
import { postmark } from './postmark.ts';
import { razorpay } from './razorpay.ts';
import { replicate } from './replicate.ts';
import { resend } from './resend.ts';
import { sendgrid } from './sendgrid.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { stripe } from './stripe.ts';
import { telegram } from './telegram.ts';
import { togetherAi } from './together-ai.ts';
import { turso } from './turso.ts';
import { twilio } from './twilio.ts';
import { typeform } from './typeform.ts';
import { typesense } from './typesense.ts';
import { upstashRedis } from './upstash-redis.ts';
import { vonage } from './vonage.ts';
import { woocommerce } from './woocommerce.ts';
import { zendesk } from './zendesk.ts';

export const evidenceCases: readonly EvidenceCase[] = [
  anthropic,
  assemblyai,
  chargebee,
  cloudinary,
  contentful,
  customerio,
  deepl,
  dropbox,
  figma,
  github,
  groq,
  influxdb,
  lemonsqueezy,
  loops,
  mailchimp,
  mailgun,
  mailjet,
  mandrill,
  mapbox,
  meilisearch,
  messagebird,
  mollie,
  monday,
  neon,
  netlify,
  notion,
  openai,
  pagerduty,
  particle,
  postmark,
  razorpay,
  replicate,
  resend,
  sendgrid,
  shopify,
  slack,
  stripe,
  telegram,
  togetherAi,
  turso,
  twilio,
  typeform,
  typesense,
  upstashRedis,
  vonage,
  woocommerce,
  zendesk,
];
