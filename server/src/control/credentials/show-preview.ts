/** The preview of a stored credential and of a request with it; nothing is opened, and nothing is sent. */
import { type Static, Type } from 'typebox';
import { unusableReason } from '../../domain/credential.ts';
import { effectiveSettings } from '../../domain/organisation-settings.ts';
import { liveMaterial } from '../../store/material.ts';
import { type CredentialCall, requireCredential } from './find-live.ts';
import { policyAmong } from './policy-options.ts';
import { previewCredential, previewView } from './preview-credential.ts';
import { type PreviewRequestBody, previewedRequest, previewRequest, refusalView } from './preview-request.ts';

export const requestPreviewView = Type.Object(
  {
    ...previewView.properties,
    /** What would be sent for a caller whose grants permit it. */
    request: Type.Optional(previewedRequest),
    /** Why nothing would be, where the request is absent. */
    refusal: Type.Optional(refusalView),
  },
  { additionalProperties: false, title: 'RequestPreview' },
);

/** @throws Problem `credential/not-found`, `credential/unopenable` */
export async function showPreview(
  call: CredentialCall,
  asked: PreviewRequestBody,
): Promise<Static<typeof requestPreviewView>> {
  const credential = await requireCredential(call);
  const { store, clock } = call.services;
  const material = await liveMaterial(store.read, credential);
  const settings = effectiveSettings(call.organisation.settings);
  const reason = unusableReason(credential, clock(), settings);
  const state = { reason, policy: policyAmong(material, credential), material };
  return { ...previewCredential(credential, state), ...previewRequest(credential, state, asked) };
}
