/** All cases of evidence; a test asserts that every file of this folder is listed. */
import type { EvidenceCase } from '../evidence-case.ts';
import { chargebee } from './chargebee.ts';
import { customerio } from './customerio.ts';
import { lemonsqueezy } from './lemonsqueezy.ts';
import { loops } from './loops.ts';
import { mailchimp } from './mailchimp.ts';
import { mailgun } from './mailgun.ts';
import { mailjet } from './mailjet.ts';
import { messagebird } from './messagebird.ts';
import { mollie } from './mollie.ts';
import { postmark } from './postmark.ts';
import { razorpay } from './razorpay.ts';
import { resend } from './resend.ts';
import { sendgrid } from './sendgrid.ts';
import { shopify } from './shopify.ts';
import { stripe } from './stripe.ts';
import { twilio } from './twilio.ts';
import { typeform } from './typeform.ts';
import { vonage } from './vonage.ts';
import { woocommerce } from './woocommerce.ts';
import { zendesk } from './zendesk.ts';

export const evidenceCases: readonly EvidenceCase[] = [
  chargebee,
  customerio,
  lemonsqueezy,
  loops,
  mailchimp,
  mailgun,
  mailjet,
  messagebird,
  mollie,
  postmark,
  razorpay,
  resend,
  sendgrid,
  shopify,
  stripe,
  twilio,
  typeform,
  vonage,
  woocommerce,
  zendesk,
];
