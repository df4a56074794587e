/** What the redirect doctor says of a configuration, as data. */
import { type Static, Type } from 'typebox';
import { checkRedirect } from '../../domain/redirect-check.ts';
import type { Call } from '../route.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());

/** The comparison of public URL, redirect URI and the way of this very request. */
export const redirectView = Type.Object(
  {
    redirectUrl: Type.String({ description: 'To be registered at the vendor, to the letter.' }),
    callbackUrl: Type.String({ description: 'Where Keyward answers.' }),
    publicUrl: Type.String(),
    isPublicUrlGiven: Type.Boolean({
      description: 'Whether `--public-url` says so; else it is where Keyward listens.',
    }),
    reachedBy: Type.Optional(
      Type.Object(
        { scheme: Type.Optional(Type.Enum(['http', 'https'])), host: Type.String() },
        {
          ...closed,
          description: 'As this request and the fields of proxies in it say; never trusted, only compared.',
        },
      ),
    ),
    findings: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          severity: Type.Enum(['fails', 'check'], {
            description: '`fails`: no consent comes to an end so. `check`: it may, where a proxy stands between.',
          }),
          message: Type.String(),
          vendorLine: optionalText,
          keywardLine: optionalText,
        },
        { ...closed, title: 'RedirectFinding' },
      ),
    ),
  },
  { ...closed, title: 'RedirectCheck' },
);

/** @param redirectUrl - Of the configuration; undefined where it has none of its own. */
export function viewRedirect(
  { services, reachedBy }: Pick<Call, 'services' | 'reachedBy'>,
  redirectUrl: string | undefined,
): Static<typeof redirectView> {
  const publicUrl = services.publicUrl();
  const { findings, ...urls } = checkRedirect({ publicUrl, redirectUrl, reachedBy });
  return {
    ...{ ...urls, publicUrl: publicUrl.url, isPublicUrlGiven: publicUrl.isGiven },
    ...(reachedBy && { reachedBy: { ...reachedBy } }),
    findings: findings.map((finding) => ({ ...finding })),
  };
}
