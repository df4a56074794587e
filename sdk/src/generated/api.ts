/** The types of the API. Generated from docs/openapi.json by `npm run docs`; not to be edited. */
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs. */
        get: operations["probes.health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the store answers, so that requests can be served. */
        get: operations["probes.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts a one-time link with a new account, or with the address and password of the one that there is, and signs in.
         * @description Needs no token, but the exact `Origin` of the control API.
         */
        post: operations["auth.accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the identity providers that sign in to one’s own account, and whether it has a password.
         * @description Any valid token may call it.
         */
        get: operations["identities.list"];
        put?: never;
        /**
         * Begins to link one’s own account to an identity provider, with the password and code where the account has them, else soon after a sign-in.
         * @description Any valid token may call it.
         */
        post: operations["identities.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/identities/{identity}/unlink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the link of an identity provider from one’s own account; sessions that came by it end.
         * @description Any valid token may call it.
         */
        post: operations["identities.unlink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lists the identity providers by which one may sign in: those of the installation, or of an organisation by its slug.
         * @description Needs no token, but the exact `Origin` of the control API.
         */
        post: operations["auth.identityProviders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says what a one-time link is for; it stays good.
         * @description Needs no token, but the exact `Origin` of the control API.
         */
        post: operations["auth.link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes one’s own password; every other session ends.
         * @description Any valid token may call it.
         */
        post: operations["auth.password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a second factor: answers its secret, once. It counts once a first code was shown.
         * @description Any valid token may call it.
         */
        post: operations["secondFactor.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the first code of a second factor; answers backup codes, once. Every other session ends.
         * @description Any valid token may call it.
         */
        post: operations["secondFactor.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/second-factor/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Removes the second factor, with the password and a code. Every other session ends.
         * @description Any valid token may call it.
         */
        post: operations["secondFactor.remove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists one’s own sessions, newest first.
         * @description Any valid token may call it.
         */
        get: operations["sessions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends one of one’s own sessions, on every node within a second.
         * @description Any valid token may call it.
         */
        delete: operations["sessions.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sessions/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends all of one’s own sessions but the one that is shown.
         * @description Any valid token may call it.
         */
        post: operations["sessions.endOthers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs a person in, and gives the browser the cookie of the session.
         * @description Needs no token, but the exact `Origin` of the control API.
         */
        post: operations["auth.signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the session that is shown.
         * @description Any valid token may call it.
         */
        post: operations["auth.signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/single-sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a sign-in by an identity provider: gives this browser the cookie of the flow, and answers where it goes next.
         * @description Needs no token, but the exact `Origin` of the control API.
         */
        post: operations["auth.singleSignOn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the organisations that one sees: that of the token, those that a person is a member of, or for a platform token with a role all, newest first.
         * @description Any valid token may call it.
         */
        get: operations["organisations.list"];
        put?: never;
        /**
         * Makes an organisation with keys of its own; takes a platform token.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["organisations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one organisation.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["organisations.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists access tokens, newest first, revoked ones included; never the tokens themselves.
         * @description Needs a token with the role `editor` or a higher one.
         */
        get: operations["accessTokens.list"];
        put?: never;
        /**
         * Issues an access token with a role or grants; the answer is the only place where the token itself ever stands.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["accessTokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/access-tokens/{accessToken}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the record of one access token.
         * @description Needs a token with the role `editor` or a higher one.
         */
        get: operations["accessTokens.get"];
        put?: never;
        post?: never;
        /**
         * Revokes an access token for good, on every node within a second; its record stays.
         * @description Needs a token with the role `editor` or a higher one.
         */
        delete: operations["accessTokens.remove"];
        options?: never;
        head?: never;
        /**
         * Renames an access token; what it confers is fixed.
         * @description Needs a token with the role `editor` or a higher one.
         */
        patch: operations["accessTokens.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/access-tokens/{accessToken}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives an access token a new value, shown here alone; the one before ends at once, or after an overlap.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["accessTokens.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what was done and refused in the organisation, newest first; entries are kept without limit.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/components": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts credentials by component: by provider, and by type where they have none; deleted ones are left out.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["components.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/connect-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists connect links, newest first, used and ended ones included; never their addresses.
         * @description Needs a token with the role `editor` or a higher one.
         */
        get: operations["connectLinks.list"];
        put?: never;
        /**
         * Makes a page for somebody without an account, who may store one credential, once; the answer is the only place where its address ever stands.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["connectLinks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/connect-links/{connectLink}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a connect link: whether it was used, and for which credential.
         * @description Needs a token with the role `editor` or a higher one.
         */
        get: operations["connectLinks.get"];
        put?: never;
        post?: never;
        /**
         * Withdraws a connect link that was not used; its address opens nothing from then on, and a connection that was made for it alone goes too.
         * @description Needs a token with the role `editor` or a higher one.
         */
        delete: operations["connectLinks.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists connections, newest first: credentials with the life of their tokens, without policies.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["connections.list"];
        put?: never;
        /**
         * Makes a connection: by an OAuth configuration of the organisation, by a client of its own, or of a refresh token that is tried and then stored; `startUrl` is where a browser goes for the consent.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["connections.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/connections/{credential}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One connection: its credential with the life of its tokens, scopes that were asked for and those that were granted.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["connections.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/connections/{credential}/reconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connects once more: id, key, client, scopes and references stay, and the old tokens go on until the new ones are there.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["connections.reconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/connections/{credential}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revokes the tokens at the provider (RFC 7009), the refresh token first, and destroys them here; the connection stays, to be reconnected.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["connections.revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists consumers, newest first: of a kind, a solution, or those that use a credential.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["consumers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/consumers/{kind}/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a consumer with the credentials that it uses.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["consumers.get"];
        /**
         * Registers a flow, rule or function of another system with the credentials that it uses, or changes it.
         * @description Needs a token with the role `editor` or a higher one.
         */
        put: operations["consumers.replace"];
        post?: never;
        /**
         * Removes a consumer and its references; the credentials stay.
         * @description Needs a token with the role `editor` or a higher one.
         */
        delete: operations["consumers.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credential-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the types that a credential may have, with their fields.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["credentialTypes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credential-types/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one credential type by its name.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["credentialTypes.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists credentials, newest first and without their policies; deleted ones with `status=deleted` only.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["credentials.list"];
        put?: never;
        /**
         * Creates a credential; an incomplete or invalid one is stored too, says so, and is not injected.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["credentials.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials:bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates up to 10,000 credentials; where some are bad, none of them, or with `onError: good` the others.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["credentials.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials:policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers what a client that seals by itself has to bind: the policy, its bytes, the next material versions and the key.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["credentials.policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials:verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tries a credential on its API without storing anything: takes what a creation takes, answers the verdict and its trace.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["credentials.try"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials/{credential}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one credential with the policy that its secrets were sealed under; never a secret.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["credentials.get"];
        /**
         * Creates a credential under its key, or brings it to exactly the given state; secrets are kept unless given.
         * @description Needs a token with the role `editor` or a higher one.
         */
        put: operations["credentials.replace"];
        post?: never;
        /**
         * Deletes a credential: its secrets are destroyed at once and for good, a record without them stays; with `force` also while something uses it.
         * @description Needs a token with the role `editor` or a higher one.
         */
        delete: operations["credentials.remove"];
        options?: never;
        head?: never;
        /**
         * Merges changes into a credential: what is left out stays, null removes, a change of policy takes every secret again.
         * @description Needs a token with the role `editor` or a higher one.
         */
        patch: operations["credentials.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials/{credential}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shows what is injected where, and a request as the broker would send it, secrets as dots; nothing is opened or sent.
         * @description Needs a token with the role `user` or a higher one.
         */
        post: operations["credentials.preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials/{credential}/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Moves what names the credential, all or some of it, to another credential of the same component.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["credentials.moveUsages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials/{credential}/usages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what uses a credential: consumers and functions that name it, with the traffic observed of them.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["credentials.usages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials/{credential}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts the uses of a credential by hour, day, consumer, origin or token, with statuses and latencies.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["credentials.use"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/credentials/{credential}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tries a credential on its API and stores the verdict: `accepted`, `rejected` or `unverified`.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["credentials.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what has happened to credentials, newest first, as webhooks are told; kept for `--event-retention`.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["events.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the identity providers of the organisation, oldest first.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["identityProviders.list"];
        put?: never;
        /**
         * Makes an identity provider of the organisation: an OpenID Connect server that signs people in.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["identityProviders.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/identity-providers:policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers what a client that seals the secret of an identity provider of the organisation by itself has to bind.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["identityProviders.policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/identity-providers/{identityProvider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads an identity provider of the organisation by id or key, without its secret.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["identityProviders.get"];
        put?: never;
        post?: never;
        /**
         * Removes an identity provider of the organisation with its secret and links; the sessions that came by it end.
         * @description Needs a token with the role `admin` or a higher one.
         */
        delete: operations["identityProviders.remove"];
        options?: never;
        head?: never;
        /**
         * Changes an identity provider of the organisation; another issuer or client, or making it inactive, ends the sessions that came by it.
         * @description Needs a token with the role `admin` or a higher one.
         */
        patch: operations["identityProviders.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/identity-providers/{identityProvider}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a sign-in by an identity provider of the organisation that signs nobody in, and says at its end what would have come of it.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["identityProviders.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the open invitations, newest first; to whoever is limited to solutions those of these alone.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["invitations.list"];
        put?: never;
        /**
         * Invites somebody by a one-time link, which is answered once; no mail is sent. Confers no more than one has.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["invitations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes an open invitation back.
         * @description Needs a token with the role `admin` or a higher one.
         */
        delete: operations["invitations.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the members of the organisation and of its solutions, newest first.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["members.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/members/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a member, with how many access tokens live that they issued here.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["members.get"];
        put?: never;
        post?: never;
        /**
         * Removes a member, whose sessions manage nothing here within a second. Access tokens that they issued stay, or are revoked with `tokens=revoke`.
         * @description Needs a token with the role `admin` or a higher one.
         */
        delete: operations["members.remove"];
        options?: never;
        head?: never;
        /**
         * Gives a member another role, at most one’s own. `null` leaves the roles in solutions alone.
         * @description Needs a token with the role `admin` or a higher one.
         */
        patch: operations["members.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/members/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leaves the organisation and its solutions. Access tokens that one has issued stay, or are revoked with `tokens=revoke`.
         * @description Needs a token with the role `user` or a higher one.
         */
        delete: operations["members.leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/oauth-configurations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the OAuth configurations of the organisation, newest first, with the number of connections of each.
         * @description Needs a token with the role `editor` or a higher one.
         */
        get: operations["oauthConfigurations.list"];
        put?: never;
        /**
         * Makes an OAuth configuration of the organisation: a client at an authorisation server, by provider, issuer or endpoints.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["oauthConfigurations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/oauth-configurations:policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers what a client that seals the secret of an OAuth client by itself has to bind, with the endpoints that it goes to.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["oauthConfigurations.policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/oauth-configurations/{configuration}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads an OAuth configuration by id or key, without its secret.
         * @description Needs a token with the role `editor` or a higher one.
         */
        get: operations["oauthConfigurations.get"];
        put?: never;
        post?: never;
        /**
         * Deletes an OAuth configuration and destroys its secret; with `force` also one that connections use.
         * @description Needs a token with the role `admin` or a higher one.
         */
        delete: operations["oauthConfigurations.remove"];
        options?: never;
        head?: never;
        /**
         * Changes an OAuth configuration; another token URL, revocation URL or client authentication demands the secret again.
         * @description Needs a token with the role `admin` or a higher one.
         */
        patch: operations["oauthConfigurations.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/oauth-configurations/{configuration}/redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compares the redirect URI of a configuration with the public URL and with how this request came, and says what to register at the vendor.
         * @description Needs a token with the role `editor` or a higher one.
         */
        get: operations["oauthConfigurations.redirect"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the providers that a credential may be on.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["providers.list"];
        put?: never;
        /**
         * Makes a provider of the organisation’s own, `org/…`, from JSON or YAML.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["providers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/providers:import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a provider of the organisation’s own from an OpenAPI 3 document in JSON or YAML, and tells what could not be mapped.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["providers.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/providers/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one provider with what it asks for by credential type.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["providers.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/providers/org/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Makes a provider of the organisation’s own, or replaces it; credentials that name it keep what they took from it.
         * @description Needs a token with the role `admin` or a higher one.
         */
        put: operations["providers.replace"];
        post?: never;
        /**
         * Deletes a provider of the organisation’s own; with `force` also one that credentials name.
         * @description Needs a token with the role `admin` or a higher one.
         */
        delete: operations["providers.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/providers/org/{provider}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a provider of the organisation’s own in the form of a provider’s file, with its version.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["providers.source"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the requests that went through the broker or were refused by it, newest first; metadata alone.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["requests.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/sealing-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the public key that the secrets of the organisation are sealed to, signed by the broker.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["sealingKey.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the settings of the organisation.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["settings.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes settings of the organisation; what is left out stays.
         * @description Needs a token with the role `admin` or a higher one.
         */
        patch: operations["settings.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the solutions of the organisation, newest first; to a token that is limited to some only these.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["solutions.list"];
        put?: never;
        /**
         * Makes a solution, in which credentials have keys of their own; its slug is fixed.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["solutions.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one solution.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["solutions.get"];
        put?: never;
        post?: never;
        /**
         * Deletes a solution; refused while credentials live in it.
         * @description Needs a token with the role `editor` or a higher one.
         */
        delete: operations["solutions.remove"];
        options?: never;
        head?: never;
        /**
         * Renames a solution; its slug is fixed.
         * @description Needs a token with the role `editor` or a higher one.
         */
        patch: operations["solutions.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/checklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what is still to fill in: credentials that cannot be used, and references that name none.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["solutions.checklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copies a solution, functions as drafts and credentials by their structure, without any secret; to another organisation with a platform token.
         * @description Needs a token with the role `editor` or a higher one.
         */
        post: operations["solutions.copy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/functions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the functions of a solution, newest first.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["functions.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/functions/{function}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads one function, with the credentials that it names and why one of them cannot be used now.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["functions.get"];
        /**
         * Makes a function from JSON or YAML, or a new version of it; who saves it may grant every credential in it.
         * @description Needs a token with the role `editor` or a higher one.
         */
        put: operations["functions.replace"];
        post?: never;
        /**
         * Deletes a function with all its versions; grants of it confer nothing any more.
         * @description Needs a token with the role `editor` or a higher one.
         */
        delete: operations["functions.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/functions/{function}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shows the request that an invocation would send, secrets as dots; nothing is opened or sent.
         * @description Needs a token with the role `user` or a higher one.
         */
        post: operations["functions.dryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/functions/{function}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the versions of a function, the latest first; a hundred are kept, and only the latest runs.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["functions.versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists who may manage in the solution, by a role there or in the whole organisation; `role` is the higher one.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["solutionMembers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/members/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Gives a member of the organisation, or of another solution, a role in the solution. Strangers are invited.
         * @description Needs a token with the role `admin` or a higher one.
         */
        put: operations["solutionMembers.replace"];
        post?: never;
        /**
         * Takes away a member’s role in the solution; one in the whole organisation stays.
         * @description Needs a token with the role `admin` or a higher one.
         */
        delete: operations["solutionMembers.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/solutions/{solution}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gives a solution as one YAML file without secrets, of which others can be made.
         * @description Needs a token with the role `user` or a higher one.
         */
        get: operations["solutions.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the webhooks of the organisation, newest first.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["webhooks.list"];
        put?: never;
        /**
         * Makes a webhook: events are sent to its URL, signed as Standard Webhooks has it; a secret made here is shown once.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["webhooks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a webhook, without its secret.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["webhooks.get"];
        put?: never;
        post?: never;
        /**
         * Deletes a webhook with its deliveries and the secrets that were made for it.
         * @description Needs a token with the role `admin` or a higher one.
         */
        delete: operations["webhooks.remove"];
        options?: never;
        head?: never;
        /**
         * Changes a webhook; what is left out stays. The URL stays within its origin, for which the secret is sealed.
         * @description Needs a token with the role `admin` or a higher one.
         */
        patch: operations["webhooks.update"];
        trace?: never;
    };
    "/v1/organisations/{organisation}/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the deliveries of a webhook, newest first, with the status of the last attempt and nothing else of an answer.
         * @description Needs a token with the role `admin` or a higher one.
         */
        get: operations["webhooks.deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/webhooks/{webhook}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a delivery again, whatever has become of it, with the same event id.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["webhooks.replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/webhooks/{webhook}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs with another secret from now on, and with the one before beside it for 24 hours.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["webhooks.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisations/{organisation}/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends this webhook alone an event `webhook.test`; the delivery tells what came of it.
         * @description Needs a token with the role `admin` or a higher one.
         */
        post: operations["webhooks.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the tokens of the platform, newest first, revoked ones included; never the tokens themselves.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformAccessTokens.list"];
        put?: never;
        /**
         * Issues a token whose role and grants hold in every organisation; its grants go by key, and the token stands here alone.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformAccessTokens.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/access-tokens/{accessToken}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the record of one token of the platform.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformAccessTokens.get"];
        put?: never;
        post?: never;
        /**
         * Revokes a token of the platform for good, on every node within a second; its record stays.
         * @description Needs a token with the role `owner` or a higher one.
         */
        delete: operations["platformAccessTokens.remove"];
        options?: never;
        head?: never;
        /**
         * Renames a token of the platform; what it confers is fixed.
         * @description Needs a token with the role `owner` or a higher one.
         */
        patch: operations["platformAccessTokens.update"];
        trace?: never;
    };
    "/v1/platform/access-tokens/{accessToken}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a token of the platform a new value, shown here alone; the one before ends at once, or after an overlap.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformAccessTokens.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what was done and refused outside of every organisation: to tokens of the platform, say; newest first.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformAudit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/identity-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the identity providers of the installation, oldest first.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformIdentityProviders.list"];
        put?: never;
        /**
         * Makes an identity provider of the installation: an OpenID Connect server that signs people in.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformIdentityProviders.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/identity-providers:policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers what a client that seals the secret of an identity provider of the installation by itself has to bind.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformIdentityProviders.policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/identity-providers/{identityProvider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads an identity provider of the installation by id or key, without its secret.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformIdentityProviders.get"];
        put?: never;
        post?: never;
        /**
         * Removes an identity provider of the installation with its secret and links; the sessions that came by it end.
         * @description Needs a token with the role `owner` or a higher one.
         */
        delete: operations["platformIdentityProviders.remove"];
        options?: never;
        head?: never;
        /**
         * Changes an identity provider of the installation; another issuer or client, or making it inactive, ends the sessions that came by it.
         * @description Needs a token with the role `owner` or a higher one.
         */
        patch: operations["platformIdentityProviders.update"];
        trace?: never;
    };
    "/v1/platform/identity-providers/{identityProvider}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a sign-in by an identity provider of the installation that signs nobody in, and says at its end what would have come of it.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformIdentityProviders.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the open invitations to the platform, newest first.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformInvitations.list"];
        put?: never;
        /**
         * Invites somebody to the platform, with a role in every organisation, by a one-time link, which is answered once; no mail is sent.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformInvitations.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes an open invitation to the platform back.
         * @description Needs a token with the role `owner` or a higher one.
         */
        delete: operations["platformInvitations.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the members of the platform, whose role counts in every organisation, newest first.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformMembers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/members/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads a member of the platform, with how many access tokens live that they issued as one.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformMembers.get"];
        put?: never;
        post?: never;
        /**
         * Removes a member of the platform; what they are in organisations they stay. All links that they made are withdrawn; access tokens stay, or are revoked with `tokens=revoke`.
         * @description Needs a token with the role `owner` or a higher one.
         */
        delete: operations["platformMembers.remove"];
        options?: never;
        head?: never;
        /**
         * Gives a member of the platform another role, on every node within a second. The last owner stays one.
         * @description Needs a token with the role `owner` or a higher one.
         */
        patch: operations["platformMembers.update"];
        trace?: never;
    };
    "/v1/platform/members/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leaves the platform; what one is in organisations one stays. Takes whatever role one has there.
         * @description Any valid token may call it.
         */
        delete: operations["platformMembers.leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the accounts of all people, newest first.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformPeople.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads an account: its memberships, and how many sessions and access tokens of it live.
         * @description Needs a token with the role `owner` or a higher one.
         */
        get: operations["platformPeople.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/people/{person}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivates another’s account: its sessions end on every node within a second, and links that its person made are withdrawn. What they are a member of they stay.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformPeople.deactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/people/{person}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets the person of a deactivated account sign in again, with the password that they had.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformPeople.reactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/platform/people/{person}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a one-time link for another’s new password, answered once and good for a day. With its use their second factor is gone and every session ends.
         * @description Needs a token with the role `owner` or a higher one.
         */
        post: operations["platformPeople.reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says what the shown token is: its organisation, name, role, grants, solutions, limits and end.
         * @description Any valid token may call it.
         */
        get: operations["whoami.get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AcceptLinkInput */
        AcceptLinkInput: {
            code?: string;
            email: string;
            link: string;
            name?: string;
            password: string;
        };
        /** AccessToken */
        AccessToken: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            grants: components["schemas"]["Grant"][];
            id: string;
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt?: string;
            limits?: components["schemas"]["Limits"];
            name: string;
            organisationId: string;
            /** @example 2026-01-31T12:00:00.000Z */
            previousValidUntil?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            revokedAt?: string;
            role?: string;
            solutions?: string[];
            /** @enum {unknown} */
            state: "active" | "pending" | "expired" | "revoked";
        };
        /** AccessTokenInput */
        AccessTokenInput: {
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            grants?: components["schemas"]["GrantInput"][];
            limits?: components["schemas"]["Limits"];
            name: string;
            /** @enum {unknown} */
            role?: "owner" | "admin" | "editor" | "user";
            solutions?: string[];
        };
        /** AccessTokenPatch */
        AccessTokenPatch: {
            name?: string;
        };
        /** AuditEntry */
        AuditEntry: {
            action: string;
            actor: string;
            actorName?: string;
            actorRole?: string;
            address?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            at: string;
            code?: string;
            details: {
                [key: string]: unknown;
            };
            id: string;
            /** @enum {unknown} */
            outcome: "done" | "refused";
            requestId?: string;
            subject?: string;
            subjectKey?: string;
        };
        /** BackupCodes */
        BackupCodes: {
            backupCodes: string[];
        };
        /** Checklist */
        Checklist: {
            done: number;
            items: components["schemas"]["ChecklistItem"][];
            of: number;
        };
        /** ChecklistItem */
        ChecklistItem: {
            code: string;
            docsUrl?: string;
            holders?: {
                id: string;
                kind: string;
                name: string;
            }[];
            id?: string;
            key: string;
            /** @enum {unknown} */
            kind: "credential" | "function" | "reference";
            missing: components["schemas"]["MissingField"][];
            name?: string;
            provider?: string;
            status?: string;
            type?: string;
        };
        /** ClientSecretState */
        ClientSecretState: {
            materialVersion: number;
            set: boolean;
        };
        /** ComponentCount */
        ComponentCount: {
            component: string;
            credentials: number;
            icon?: components["schemas"]["ProviderIcon"];
            kind: "provider" | "type";
            title?: string;
            valid: number;
        };
        /** Connection */
        Connection: {
            allowedOrigins?: string[];
            baseUrl?: string;
            connection: components["schemas"]["ConnectionLife"];
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            data: {
                [key: string]: string;
            };
            description?: string;
            errors: components["schemas"]["Violation"][];
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            fields: {
                [key: string]: string;
            };
            id: string;
            injection?: {
                into: string;
                name?: string;
                value: string;
            }[];
            key: string;
            labels: {
                [key: string]: string;
            };
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt?: string;
            limits?: components["schemas"]["CredentialLimits"];
            name?: string;
            organisationId: string;
            owner?: string;
            policy?: components["schemas"]["Policy"];
            provider?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            rateLimitedUntil?: string;
            reason?: string;
            redactFields?: string[];
            secrets: {
                [key: string]: {
                    materialVersion?: number;
                    set: boolean;
                };
            };
            solutionId?: string;
            status: string;
            type: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            usable: boolean;
            usageCount?: number;
            verification: components["schemas"]["Verification"];
            version: number;
        };
        /** ConnectionInput */
        ConnectionInput: {
            allowedOrigins?: string[];
            baseUrl?: string;
            client?: components["schemas"]["OAuthClientInput"];
            /** @description Key or id of an OAuth configuration of the organisation. */
            configuration?: string;
            data?: {
                [key: string]: string;
            };
            description?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            /** @description Seconds for the consent; 600 by default. */
            expiresIn?: number;
            fields?: {
                [key: string]: string;
            };
            /**
             * @description `authorization_code` by default.
             * @enum {unknown}
             */
            grant?: "authorization_code" | "client_credentials";
            key?: string;
            labels?: {
                [key: string]: string;
            };
            limits?: components["schemas"]["CredentialLimits"];
            name?: string;
            owner?: string;
            policy?: {
                release?: ("access-token" | "forward-auth")[];
            };
            /** @description Whose API it is for; decides fields, base URL and injection. Fixed, as the type is. */
            provider?: string;
            /** @description Where the browser goes in the end, with `status` and `credential`; of Keyward’s own origin or one of the setting `returnOrigins`. */
            returnUrl?: string;
            scopes?: string[];
            /** @description That it may hide a credential of the organisation with the same key; in a solution only. */
            shadows?: boolean;
            /**
             * @description To bring in a refresh token.
             * @enum {unknown}
             */
            type?: "OAuth2Refresh";
        };
        /** ConnectionLife */
        ConnectionLife: {
            /** @example 2026-01-31T12:00:00.000Z */
            accessExpiresAt?: string;
            configuration?: string;
            grant?: string;
            lastFailure?: string;
            /**
             * @description From when on the next use renews it; of a token whose end nobody tells, and of one that nobody uses, when it is kept alive.
             * @example 2026-01-31T12:00:00.000Z
             */
            nextRefreshAt?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            obtainedAt?: string;
            scopes: {
                asked: string[];
                granted: string[];
                missing: string[];
            };
        };
        /** ConnectLink */
        ConnectLink: {
            asks: string[];
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            credentialId: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            id: string;
            key: string;
            organisationId: string;
            origins: string[];
            provider?: string;
            returnUrl?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            revokedAt?: string;
            solutionId?: string;
            /** @enum {unknown} */
            status: "open" | "used" | "revoked" | "expired" | "exhausted";
            tries: number;
            type: string;
            /** @example 2026-01-31T12:00:00.000Z */
            usedAt?: string;
            /** @enum {unknown} */
            verify: "enforce" | "skip";
        };
        /** ConnectLinkInput */
        ConnectLinkInput: {
            allowedOrigins?: string[];
            asks?: string[];
            baseUrl?: string;
            configuration?: string;
            credential?: string;
            description?: string;
            expiresIn?: number;
            fields?: {
                [key: string]: string;
            };
            key?: string;
            labels?: {
                [key: string]: string;
            };
            name?: string;
            owner?: string;
            policy?: components["schemas"]["PolicyInput"];
            /** @description Whose API it is for; decides fields, base URL and injection. Fixed, as the type is. */
            provider?: string;
            returnUrl?: string;
            scopes?: string[];
            type?: string;
            /** @enum {unknown} */
            verify?: "enforce" | "skip";
        };
        /** Consumer */
        Consumer: {
            active: boolean;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            externalId: string;
            kind: string;
            link?: string;
            name: string;
            organisationId: string;
            solutionId?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            uses: components["schemas"]["ConsumerUse"][];
            version: number;
        };
        /** ConsumerInput */
        ConsumerInput: {
            active?: boolean;
            link?: string;
            name: string;
            solution?: string;
            uses: components["schemas"]["ConsumerUse"][];
        };
        /** ConsumerUse */
        ConsumerUse: {
            component?: string;
            credential: string;
            step?: string;
        };
        /** Credential */
        Credential: {
            allowedOrigins?: string[];
            baseUrl?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            data: {
                [key: string]: string;
            };
            description?: string;
            errors: components["schemas"]["Violation"][];
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            fields: {
                [key: string]: string;
            };
            id: string;
            injection?: {
                into: string;
                name?: string;
                value: string;
            }[];
            key: string;
            labels: {
                [key: string]: string;
            };
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt?: string;
            limits?: components["schemas"]["CredentialLimits"];
            name?: string;
            organisationId: string;
            owner?: string;
            policy?: components["schemas"]["Policy"];
            provider?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            rateLimitedUntil?: string;
            reason?: string;
            redactFields?: string[];
            secrets: {
                [key: string]: {
                    materialVersion?: number;
                    set: boolean;
                };
            };
            solutionId?: string;
            status: string;
            type: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            usable: boolean;
            usageCount?: number;
            verification: components["schemas"]["Verification"];
            version: number;
        };
        /** CredentialBulk */
        CredentialBulk: {
            failed: {
                index: number;
                problem: {
                    code: string;
                    detail?: string;
                    errors?: components["schemas"]["Violation"][];
                    status: number;
                    title: string;
                    type: string;
                };
            }[];
            items: {
                id: string;
                index: number;
                key: string;
                status: string;
                version: number;
            }[];
        };
        /** CredentialBulkInput */
        CredentialBulkInput: {
            items: unknown[];
            /** @enum {unknown} */
            onError?: "none" | "good";
        };
        /** CredentialField */
        CredentialField: {
            default?: string;
            docsUrl?: string;
            enum?: string[];
            example?: string;
            /** @enum {unknown} */
            format?: "pem" | "url" | "hostname" | "email" | "integer";
            help: string;
            isForTokens?: boolean;
            isOfClient?: boolean;
            maxLength?: number;
            mayBeEmpty?: boolean;
            multiline: boolean;
            name: string;
            pattern?: string;
            placeholder?: string;
            required: boolean;
            secret: boolean;
            title: string;
            when?: {
                field: string;
                in: string[];
            };
        };
        /** CredentialInput */
        CredentialInput: {
            allowedOrigins?: string[];
            baseUrl?: string;
            data?: {
                [key: string]: string;
            };
            description?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            fields?: {
                [key: string]: string;
            };
            id?: string;
            injection?: components["schemas"]["InjectionStepInput"][];
            key?: string;
            labels?: {
                [key: string]: string;
            };
            limits?: components["schemas"]["CredentialLimits"];
            name?: string;
            owner?: string;
            policy?: components["schemas"]["PolicyInput"];
            /** @description Whose API it is for; decides fields, base URL and injection. Fixed, as the type is. */
            provider?: string;
            redactFields?: string[];
            sealed?: {
                [key: string]: string;
            };
            /** @description That it may hide a credential of the organisation with the same key; in a solution only. */
            shadows?: boolean;
            type?: string;
        };
        /** CredentialLimits */
        CredentialLimits: {
            concurrency?: number;
            perMinute?: number;
            perSecond?: number;
            respectRetryAfter?: boolean;
        };
        /** CredentialPatch */
        CredentialPatch: {
            allowedOrigins?: string[] | null;
            baseUrl?: string | null;
            data?: {
                [key: string]: string | null;
            };
            description?: string | null;
            expiresAt?: string | null;
            fields?: {
                [key: string]: string | null;
            };
            id?: string;
            injection?: components["schemas"]["InjectionStepInput"][] | null;
            key?: string;
            labels?: {
                [key: string]: string;
            } | null;
            limits?: components["schemas"]["CredentialLimits"] | null;
            name?: string | null;
            owner?: string | null;
            policy?: components["schemas"]["PolicyInput"] | null;
            /** @description Whose API it is for; decides fields, base URL and injection. Fixed, as the type is. */
            provider?: string;
            redactFields?: string[] | null;
            sealed?: {
                [key: string]: string;
            };
            type?: string;
        };
        /** CredentialType */
        CredentialType: {
            connection?: {
                origin: string;
                placement: string;
            };
            description: string;
            fields: components["schemas"]["CredentialField"][];
            injection: components["schemas"]["InjectionStep"][];
            isConnected: boolean;
            name: string;
            openFields: boolean;
            schema: {
                [key: string]: unknown;
            };
            takesInjection: boolean;
            testPathField?: string;
            title: string;
        };
        /** CredentialUsage */
        CredentialUsage: {
            active: boolean;
            component?: string;
            id: string;
            kind: string;
            link?: string;
            name: string;
            observed?: components["schemas"]["ObservedSums"];
            solutionId?: string;
            step?: string;
        };
        /** CredentialUsages */
        CredentialUsages: {
            hidden: number;
            items: components["schemas"]["CredentialUsage"][];
            nextCursor?: string;
            observed?: components["schemas"]["ObservedTraffic"][];
            total: number;
        };
        /** CredentialUse */
        CredentialUse: {
            consumer?: string;
            count: number;
            /** @example 2026-01-31T12:00:00.000Z */
            day?: string;
            failed: number;
            /** @example 2026-01-31T12:00:00.000Z */
            firstUsedAt: string;
            /** @example 2026-01-31T12:00:00.000Z */
            hour?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt: string;
            latency?: {
                meanMs: number;
                p50Ms: number;
                p95Ms: number;
                p99Ms: number;
            };
            origin?: string;
            requestBytes: number;
            responseBytes: number;
            statuses: {
                "2xx": number;
                "3xx": number;
                "4xx": number;
                "5xx": number;
            };
            tokenId?: string;
        };
        /** CurrentSession */
        CurrentSession: {
            /** @enum {unknown} */
            cameBy: "password" | "identity-provider";
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            id: string;
            /** @example 2026-01-31T12:00:00.000Z */
            idleEndsAt: string;
        };
        /** DeactivationInput */
        DeactivationInput: {
            /** @enum {unknown} */
            tokens?: "keep" | "revoke";
        };
        /** DryRun */
        DryRun: {
            refusal?: components["schemas"]["DryRunRefusal"];
            request?: components["schemas"]["PreviewedRequest"];
        };
        /** DryRunRefusal */
        DryRunRefusal: {
            code: string;
            detail?: string;
            errors?: components["schemas"]["Violation"][];
            title: string;
        };
        /** Event */
        Event: {
            data: {
                [key: string]: unknown;
            };
            id: string;
            /** @example 2026-01-31T12:00:00.000Z */
            timestamp: string;
            /** @enum {unknown} */
            type: "credential.created" | "credential.updated" | "credential.deleted" | "credential.rejected" | "credential.expiring" | "credential.expired" | "credential.reconnect-required" | "credential.account-changed" | "credential.verdict-changed" | "connect-link.completed" | "connect-link.failed" | "member.invited" | "member.joined" | "member.changed" | "member.removed" | "member.reset" | "member.deactivated" | "member.reactivated" | "webhook.disabled" | "webhook.test";
        };
        /** FirstMembership */
        FirstMembership: {
            organisationId: string;
            /** @enum {unknown} */
            role: "admin" | "editor" | "user";
        };
        /** FirstMembershipInput */
        FirstMembershipInput: {
            /** @description Id or slug. Of a provider of an organisation its own. */
            organisation?: string;
            /** @enum {unknown} */
            role: "admin" | "editor" | "user";
        };
        /** Function */
        Function: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            definition: {
                [key: string]: unknown;
            };
            digest: string;
            id: string;
            name: string;
            organisationId: string;
            solutionId: string;
            /** @enum {unknown} */
            state: "draft" | "active";
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            version: number;
        };
        /** FunctionDetails */
        FunctionDetails: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            credentials: components["schemas"]["FunctionReference"][];
            definition: {
                [key: string]: unknown;
            };
            digest: string;
            id: string;
            name: string;
            organisationId: string;
            solutionId: string;
            /** @enum {unknown} */
            state: "draft" | "active";
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            version: number;
        };
        /**
         * FunctionInput
         * @description A function in the form of docs/function.schema.json, JSON or YAML.
         */
        FunctionInput: {
            [key: string]: unknown;
        };
        /** FunctionReference */
        FunctionReference: {
            key: string;
            path: string;
            reason?: string;
        };
        /** Grant */
        Grant: {
            credentials: string[];
            digests?: {
                [key: string]: string | string[];
            };
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            functions?: string[];
            ids?: {
                [key: string]: string | string[];
            };
            methods?: string[];
            paths?: string[];
            release?: string[];
        };
        /** GrantInput */
        GrantInput: {
            credentials?: string[];
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            functions?: string[];
            methods?: string[];
            paths?: string[];
            release?: ("access-token" | "forward-auth")[];
        };
        /** Identity */
        Identity: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            id: string;
            identityProviderId: string;
            isCurrent: boolean;
            organisation?: string;
            subject: string;
            title: string;
            /** @example 2026-01-31T12:00:00.000Z */
            usedAt: string;
        };
        /** IdentityLinkInput */
        IdentityLinkInput: {
            code?: string;
            identityProvider: string;
            organisation?: string;
            password?: string;
            returnPath?: string;
        };
        /** IdentityProvider */
        IdentityProvider: {
            active: boolean;
            allowedDomains: string[];
            assertionAlgorithm?: string;
            authorizationUrl: string;
            /** @enum {unknown} */
            clientAuthentication: "basic" | "post" | "private_key_jwt" | "none";
            clientId: string;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            id: string;
            isOfInstallation: boolean;
            issuer: string;
            jwksUrl: string;
            key: string;
            keyId?: string;
            membership?: components["schemas"]["FirstMembership"];
            redirectUrl: string;
            scopes: string[];
            secrets: {
                [key: string]: components["schemas"]["ClientSecretState"];
            };
            title: string;
            tokenUrl: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            userinfoUrl?: string;
            version: number;
        };
        /** IdentityProviderInput */
        IdentityProviderInput: {
            /** @description Whether anybody is signed in by it; true by default. */
            active?: boolean;
            /** @description Domains of verified addresses that are signed in; none: whichever. */
            allowedDomains?: string[];
            /** @enum {unknown} */
            assertionAlgorithm?: "RS256" | "PS256" | "ES256" | "EdDSA";
            /** @enum {unknown} */
            clientAuthentication?: "basic" | "post" | "private_key_jwt" | "none";
            clientId: string;
            data?: {
                [key: string]: string;
            };
            fields?: {
                [key: string]: string;
            };
            id?: string;
            /** @description To the letter as the server names itself; it is asked for its endpoints, which are kept. */
            issuer: string;
            key?: string;
            keyId?: string;
            /** @description What a first sign-in makes of a person nobody knows; null: they do not come in. */
            membership?: components["schemas"]["FirstMembershipInput"] | null;
            /** @description `openid`, `email` and `profile` by default; `openid` is always among them. */
            scopes?: string[];
            sealed?: {
                [key: string]: string;
            };
            title: string;
        };
        /** IdentityProviderPatch */
        IdentityProviderPatch: {
            /** @description Whether anybody is signed in by it; true by default. */
            active?: boolean;
            /** @description Domains of verified addresses that are signed in; none: whichever. */
            allowedDomains?: string[];
            /** @enum {unknown} */
            assertionAlgorithm?: "RS256" | "PS256" | "ES256" | "EdDSA";
            /** @enum {unknown} */
            clientAuthentication?: "basic" | "post" | "private_key_jwt" | "none";
            clientId?: string;
            data?: {
                [key: string]: string;
            };
            fields?: {
                [key: string]: string;
            };
            /** @description To the letter as the server names itself; it is asked for its endpoints, which are kept. */
            issuer?: string;
            keyId?: string | null;
            /** @description What a first sign-in makes of a person nobody knows; null: they do not come in. */
            membership?: components["schemas"]["FirstMembershipInput"] | null;
            /** @description `openid`, `email` and `profile` by default; `openid` is always among them. */
            scopes?: string[];
            sealed?: {
                [key: string]: string;
            };
            title?: string;
        };
        /** IdentityProviderPlanInput */
        IdentityProviderPlanInput: {
            /** @enum {unknown} */
            clientAuthentication?: "basic" | "post" | "private_key_jwt" | "none";
            clientId?: string;
            id?: string;
            /** @description To the letter as the server names itself; it is asked for its endpoints, which are kept. */
            issuer?: string;
        };
        /** IdentityProviderSealingPlan */
        IdentityProviderSealingPlan: {
            client: components["schemas"]["ResolvedIdentityProvider"];
            id?: string;
            materialVersions: {
                [key: string]: number;
            };
            policy: components["schemas"]["Policy"];
            policyBytes: string;
            sealingKey: components["schemas"]["SealingKey"];
        };
        /** IdentityUnlinkInput */
        IdentityUnlinkInput: {
            code?: string;
            password?: string;
        };
        /** ImportCandidate */
        ImportCandidate: {
            path: string;
            request: string;
            types: string[];
        };
        /** ImportedProvider */
        ImportedProvider: {
            provider: components["schemas"]["OwnProvider"];
            report: components["schemas"]["ImportReport"];
        };
        /** ImportMapped */
        ImportMapped: {
            note?: string;
            path: string;
            to: string;
        };
        /** ImportReport */
        ImportReport: {
            candidates: components["schemas"]["ImportCandidate"][];
            mapped: components["schemas"]["ImportMapped"][];
            unmapped: components["schemas"]["ImportUnmapped"][];
        };
        /** ImportUnmapped */
        ImportUnmapped: {
            path: string;
            reason: string;
        };
        /** InjectionStep */
        InjectionStep: {
            inputs?: {
                [key: string]: string;
            };
            into: string;
            name?: string;
            tokenUrl?: string;
            value: string;
            when?: {
                equals: string;
                field: string;
            };
        };
        /** InjectionStepInput */
        InjectionStepInput: {
            /** @enum {unknown} */
            into: "header" | "query" | "cookie" | "basic" | "path" | "host" | "body";
            name?: string;
            value: string;
        };
        /** Invitation */
        Invitation: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            email?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            id: string;
            role?: string;
            solutions: {
                id: string;
                role: string;
            }[];
        };
        /** InvitationInput */
        InvitationInput: {
            email?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            /** @enum {unknown} */
            role?: "owner" | "admin" | "editor" | "user";
            solutions?: components["schemas"]["SolutionRole"][];
        };
        /** Invocation */
        Invocation: {
            parameters?: {
                [key: string]: unknown;
            };
        };
        /** IssuedAccessToken */
        IssuedAccessToken: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            grants: components["schemas"]["Grant"][];
            id: string;
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt?: string;
            limits?: components["schemas"]["Limits"];
            name: string;
            organisationId: string;
            /** @example 2026-01-31T12:00:00.000Z */
            previousValidUntil?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            revokedAt?: string;
            role?: string;
            solutions?: string[];
            /** @enum {unknown} */
            state: "active" | "pending" | "expired" | "revoked";
            token: string;
        };
        /** IssuedInvitation */
        IssuedInvitation: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            email?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            id: string;
            link: string;
            role?: string;
            solutions: {
                id: string;
                role: string;
            }[];
        };
        /** IssuedReset */
        IssuedReset: {
            email: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            link: string;
            personId: string;
        };
        /** IssuedTokens */
        IssuedTokens: {
            remaining: number;
            revoked: number;
        };
        /** Limits */
        Limits: {
            concurrency?: number;
            perMinute?: number;
            perSecond?: number;
        };
        /** Link */
        Link: {
            email?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            /** @enum {unknown} */
            kind: "invitation" | "set-up" | "reset";
            organisation?: {
                name: string;
                slug: string;
            };
            role?: string;
        };
        /** LinkInput */
        LinkInput: {
            link: string;
        };
        /** LoggedRequest */
        LoggedRequest: {
            /** @example 2026-01-31T12:00:00.000Z */
            at: string;
            code?: string;
            consumer?: string;
            credentialId?: string;
            credentialKey?: string;
            id: string;
            isCut: boolean;
            method: string;
            origin?: string;
            path?: string;
            requestBytes?: number;
            responseBytes?: number;
            status: number;
            tokenId: string;
            totalMs?: number;
            waitedMs?: number;
        };
        /** MadeConnectLink */
        MadeConnectLink: {
            asks: string[];
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            credentialId: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            id: string;
            key: string;
            organisationId: string;
            origins: string[];
            provider?: string;
            returnUrl?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            revokedAt?: string;
            solutionId?: string;
            /** @enum {unknown} */
            status: "open" | "used" | "revoked" | "expired" | "exhausted";
            tries: number;
            type: string;
            url: string;
            /** @example 2026-01-31T12:00:00.000Z */
            usedAt?: string;
            /** @enum {unknown} */
            verify: "enforce" | "skip";
        };
        /** MadeWebhook */
        MadeWebhook: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            credentialId: string;
            description?: string;
            /** @enum {unknown} */
            disabledReason?: "failing" | "gone";
            eventTypes?: string[];
            /** @example 2026-01-31T12:00:00.000Z */
            failingSince?: string;
            id: string;
            previous?: {
                credentialId: string;
                /** @example 2026-01-31T12:00:00.000Z */
                until: string;
            };
            secret?: string;
            solutionId?: string;
            /** @enum {unknown} */
            status: "active" | "failing" | "inactive" | "disabled";
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            url: string;
            version: number;
        };
        /** Member */
        Member: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            email: string;
            hasSecondFactor: boolean;
            isDeactivated: boolean;
            name: string;
            personId: string;
            role?: string;
            solutions: {
                id: string;
                role: string;
            }[];
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
        };
        /** MemberDetail */
        MemberDetail: {
            activeTokens: number;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            email: string;
            hasSecondFactor: boolean;
            isDeactivated: boolean;
            name: string;
            personId: string;
            role?: string;
            solutions: {
                id: string;
                role: string;
            }[];
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
        };
        /** MemberPatch */
        MemberPatch: {
            role: ("owner" | "admin" | "editor" | "user") | null;
        };
        /** Membership */
        Membership: {
            organisation: {
                id: string;
                name?: string;
                slug: string;
            };
            role?: string;
            solutions: {
                [key: string]: string;
            };
        };
        /** MissingField */
        MissingField: {
            docsUrl?: string;
            field: string;
            help: string;
            message: string;
            secret: boolean;
            title: string;
        };
        /** MovedUsages */
        MovedUsages: {
            functions: number;
            left: number;
            moved: number;
            usages: components["schemas"]["Usage"][];
        };
        /** OAuthClientInput */
        OAuthClientInput: {
            /** @description Hosts and origins, `*.` for one label, within which tokens may be sent; without any no limit. */
            allowedDomains?: string[];
            /**
             * @description `RS256` by default; of `private_key_jwt`.
             * @enum {unknown}
             */
            assertionAlgorithm?: "RS256" | "PS256" | "ES256" | "EdDSA";
            authorizationUrl?: string;
            /**
             * @description By default the provider’s, or what the server takes, or `basic`.
             * @enum {unknown}
             */
            clientAuthentication?: "basic" | "post" | "private_key_jwt" | "none";
            clientId: string;
            data?: {
                [key: string]: string;
            };
            fields?: {
                [key: string]: string;
            };
            /** @description To the letter as the server names itself; without `tokenUrl` it is asked for its endpoints. */
            issuer?: string;
            jwksUrl?: string;
            keyId?: string;
            /** @description By default where `openid` is among the scopes. */
            nonce?: boolean;
            /** @description Further ones of the authorisation request; none of the protocol’s own. */
            parameters?: {
                [key: string]: string;
            };
            /**
             * @description Always; only a provider that is known to refuse it goes without.
             * @enum {unknown}
             */
            pkce?: "S256";
            /** @description Endpoints, scopes and ways of the vendor are taken from its method `OAuth2`, once, now. */
            provider?: string;
            redirectUrl?: string;
            /** @description Resource indicators (RFC 8707). */
            resources?: string[];
            revocationUrl?: string;
            /** @description True by default, the careful side. */
            rotatesRefreshToken?: boolean;
            scopes?: string[];
            scopeSeparator?: string;
            sealed?: {
                [key: string]: string;
            };
            tokenUrl?: string;
        };
        /** OAuthConfiguration */
        OAuthConfiguration: {
            allowedDomains: string[];
            assertionAlgorithm?: string;
            authorizationUrl?: string;
            /** @enum {unknown} */
            clientAuthentication: "basic" | "post" | "private_key_jwt" | "none";
            clientId: string;
            connections: number;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            id: string;
            issuer?: string;
            jwksUrl?: string;
            key: string;
            keyId?: string;
            name?: string;
            nonce: boolean;
            parameters: {
                [key: string]: string;
            };
            /** @enum {unknown} */
            pkce: "S256" | "none";
            provider?: string;
            redirectUrl?: string;
            resources: string[];
            revocationUrl?: string;
            rotatesRefreshToken: boolean;
            scopes: string[];
            scopeSeparator: string;
            secrets: {
                [key: string]: components["schemas"]["ClientSecretState"];
            };
            tokenUrl: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            version: number;
        };
        /** OAuthConfigurationInput */
        OAuthConfigurationInput: {
            /** @description Hosts and origins, `*.` for one label, within which tokens may be sent; without any no limit. */
            allowedDomains?: string[];
            /**
             * @description `RS256` by default; of `private_key_jwt`.
             * @enum {unknown}
             */
            assertionAlgorithm?: "RS256" | "PS256" | "ES256" | "EdDSA";
            authorizationUrl?: string;
            /**
             * @description By default the provider’s, or what the server takes, or `basic`.
             * @enum {unknown}
             */
            clientAuthentication?: "basic" | "post" | "private_key_jwt" | "none";
            clientId: string;
            data?: {
                [key: string]: string;
            };
            fields?: {
                [key: string]: string;
            };
            id?: string;
            /** @description To the letter as the server names itself; without `tokenUrl` it is asked for its endpoints. */
            issuer?: string;
            jwksUrl?: string;
            key?: string;
            keyId?: string;
            name?: string;
            /** @description By default where `openid` is among the scopes. */
            nonce?: boolean;
            /** @description Further ones of the authorisation request; none of the protocol’s own. */
            parameters?: {
                [key: string]: string;
            };
            /**
             * @description Always; only a provider that is known to refuse it goes without.
             * @enum {unknown}
             */
            pkce?: "S256";
            /** @description Endpoints, scopes and ways of the vendor are taken from its method `OAuth2`, once, now. */
            provider?: string;
            redirectUrl?: string;
            /** @description Resource indicators (RFC 8707). */
            resources?: string[];
            revocationUrl?: string;
            /** @description True by default, the careful side. */
            rotatesRefreshToken?: boolean;
            scopes?: string[];
            scopeSeparator?: string;
            sealed?: {
                [key: string]: string;
            };
            tokenUrl?: string;
        };
        /** OAuthConfigurationPatch */
        OAuthConfigurationPatch: {
            /** @description Hosts and origins, `*.` for one label, within which tokens may be sent; without any no limit. */
            allowedDomains?: string[];
            /**
             * @description `RS256` by default; of `private_key_jwt`.
             * @enum {unknown}
             */
            assertionAlgorithm?: "RS256" | "PS256" | "ES256" | "EdDSA";
            authorizationUrl?: string;
            /**
             * @description By default the provider’s, or what the server takes, or `basic`.
             * @enum {unknown}
             */
            clientAuthentication?: "basic" | "post" | "private_key_jwt" | "none";
            clientId?: string;
            data?: {
                [key: string]: string;
            };
            fields?: {
                [key: string]: string;
            };
            /** @description To the letter as the server names itself; without `tokenUrl` it is asked for its endpoints. */
            issuer?: string;
            jwksUrl?: string;
            keyId?: string | null;
            name?: string | null;
            /** @description By default where `openid` is among the scopes. */
            nonce?: boolean;
            /** @description Further ones of the authorisation request; none of the protocol’s own. */
            parameters?: {
                [key: string]: string;
            };
            /**
             * @description Always; only a provider that is known to refuse it goes without.
             * @enum {unknown}
             */
            pkce?: "S256";
            /** @description Endpoints, scopes and ways of the vendor are taken from its method `OAuth2`, once, now. */
            provider?: string;
            redirectUrl?: string | null;
            /** @description Resource indicators (RFC 8707). */
            resources?: string[];
            revocationUrl?: string;
            /** @description True by default, the careful side. */
            rotatesRefreshToken?: boolean;
            scopes?: string[];
            scopeSeparator?: string;
            sealed?: {
                [key: string]: string;
            };
            tokenUrl?: string;
        };
        /** OAuthConfigurationPlanInput */
        OAuthConfigurationPlanInput: {
            /** @description Hosts and origins, `*.` for one label, within which tokens may be sent; without any no limit. */
            allowedDomains?: string[];
            /**
             * @description `RS256` by default; of `private_key_jwt`.
             * @enum {unknown}
             */
            assertionAlgorithm?: "RS256" | "PS256" | "ES256" | "EdDSA";
            authorizationUrl?: string;
            /**
             * @description By default the provider’s, or what the server takes, or `basic`.
             * @enum {unknown}
             */
            clientAuthentication?: "basic" | "post" | "private_key_jwt" | "none";
            clientId?: string;
            data?: {
                [key: string]: string;
            };
            fields?: {
                [key: string]: string;
            };
            id?: string;
            /** @description To the letter as the server names itself; without `tokenUrl` it is asked for its endpoints. */
            issuer?: string;
            jwksUrl?: string;
            key?: string;
            keyId?: string;
            name?: string;
            /** @description By default where `openid` is among the scopes. */
            nonce?: boolean;
            /** @description Further ones of the authorisation request; none of the protocol’s own. */
            parameters?: {
                [key: string]: string;
            };
            /**
             * @description Always; only a provider that is known to refuse it goes without.
             * @enum {unknown}
             */
            pkce?: "S256";
            /** @description Endpoints, scopes and ways of the vendor are taken from its method `OAuth2`, once, now. */
            provider?: string;
            redirectUrl?: string;
            /** @description Resource indicators (RFC 8707). */
            resources?: string[];
            revocationUrl?: string;
            /** @description True by default, the careful side. */
            rotatesRefreshToken?: boolean;
            scopes?: string[];
            scopeSeparator?: string;
            sealed?: {
                [key: string]: string;
            };
            tokenUrl?: string;
        };
        /** OAuthSealingPlan */
        OAuthSealingPlan: {
            client: components["schemas"]["ResolvedOAuthClient"];
            id?: string;
            materialVersions: {
                [key: string]: number;
            };
            policy: components["schemas"]["Policy"];
            policyBytes: string;
            sealingKey: components["schemas"]["SealingKey"];
        };
        /** ObservedSums */
        ObservedSums: {
            count: number;
            /** @example 2026-01-31T12:00:00.000Z */
            firstUsedAt: string;
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt: string;
        };
        /** ObservedTraffic */
        ObservedTraffic: {
            consumer: string;
            count: number;
            /** @example 2026-01-31T12:00:00.000Z */
            firstUsedAt: string;
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt: string;
            origin: string;
            registered: boolean;
        };
        /**
         * OpenApiDocument
         * @description A document of OpenAPI 3, whole: references out of it are not followed.
         */
        OpenApiDocument: {
            [key: string]: unknown;
        };
        /** Organisation */
        Organisation: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            id: string;
            name: string;
            slug: string;
            version: number;
        };
        /** OrganisationInput */
        OrganisationInput: {
            name: string;
            slug?: string;
        };
        /** OwnProvider */
        OwnProvider: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            name: string;
            organisationId: string;
            provider: {
                [key: string]: unknown;
            };
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            version: number;
        };
        /**
         * OwnProviderInput
         * @description A provider in the form of docs/provider.schema.json, its name beginning with `org/`.
         */
        OwnProviderInput: {
            [key: string]: unknown;
        };
        /** PasswordInput */
        PasswordInput: {
            current?: string;
            next: string;
        };
        /** Person */
        Person: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            /** @example 2026-01-31T12:00:00.000Z */
            deactivatedAt?: string;
            email: string;
            hasSecondFactor: boolean;
            id: string;
            name: string;
            /** @enum {unknown} */
            state: "active" | "deactivated";
        };
        /** PersonDetail */
        PersonDetail: {
            activeTokens: number;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            /** @example 2026-01-31T12:00:00.000Z */
            deactivatedAt?: string;
            email: string;
            hasSecondFactor: boolean;
            id: string;
            memberships: components["schemas"]["Membership"][];
            name: string;
            platformRole?: string;
            sessions: number;
            /** @enum {unknown} */
            state: "active" | "deactivated";
        };
        /** PlannedImport */
        PlannedImport: {
            provider: {
                [key: string]: unknown;
            };
            report: components["schemas"]["ImportReport"];
            violations: components["schemas"]["Violation"][];
        };
        /** PlatformInvitationInput */
        PlatformInvitationInput: {
            email: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            /** @enum {unknown} */
            role: "owner" | "admin" | "editor" | "user";
        };
        /** PlatformMember */
        PlatformMember: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            email: string;
            hasSecondFactor: boolean;
            isDeactivated: boolean;
            name: string;
            personId: string;
            role: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
        };
        /** PlatformMemberDetail */
        PlatformMemberDetail: {
            activeTokens: number;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            email: string;
            hasSecondFactor: boolean;
            isDeactivated: boolean;
            name: string;
            personId: string;
            role: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
        };
        /** PlatformMemberPatch */
        PlatformMemberPatch: {
            /** @enum {unknown} */
            role: "owner" | "admin" | "editor" | "user";
        };
        /** Policy */
        Policy: {
            fields: {
                [key: string]: string[];
            };
            plainHttp: string;
            provider?: string;
            release: string[];
            roles: {
                api?: components["schemas"]["RolePolicy"];
                token?: components["schemas"]["RolePolicy"];
                verify?: components["schemas"]["RolePolicy"];
            };
            scrub: string;
            setCookie: string;
            /** @constant */
            version: 1;
            webSocket?: string;
        };
        /** PolicyInput */
        PolicyInput: {
            placements?: string[];
            /** @enum {unknown} */
            plainHttp?: "loopback" | "permitted";
            release?: ("access-token" | "forward-auth")[];
            /** @enum {unknown} */
            scrub?: "on" | "off";
            /** @enum {unknown} */
            setCookie?: "dropped" | "permitted";
            /** @enum {unknown} */
            webSocket?: "refused" | "permitted";
        };
        /** PreviewedHeader */
        PreviewedHeader: {
            name: string;
            value: string;
        };
        /** PreviewedRefusal */
        PreviewedRefusal: {
            code: string;
            detail?: string;
            title: string;
        };
        /** PreviewedRequest */
        PreviewedRequest: {
            body?: string;
            headers: components["schemas"]["PreviewedHeader"][];
            method: string;
            signed?: components["schemas"]["PreviewedSigner"];
            url: string;
        };
        /** PreviewedSigner */
        PreviewedSigner: {
            headers: string[];
            signer: string;
        };
        /** PreviewedValue */
        PreviewedValue: {
            name?: string;
            placement: string;
            value: string;
        };
        /** PreviewRequest */
        PreviewRequest: {
            body?: string;
            headers?: {
                name: string;
                value: string;
            }[];
            method?: string;
            path?: string;
            target?: string;
        };
        /** @description An error (RFC 9457). No member contains an input value, a secret or anything that an upstream said. */
        Problem: {
            code: components["schemas"]["ProblemCode"];
            /** @description What is wrong this time. */
            detail?: string;
            /** @description JSON path and rule of each violation. */
            errors?: components["schemas"]["Violation"][];
            /** @description How many users beside these the token may not see. */
            hidden?: number;
            /** @description To be quoted when asking for help; the log has it too. */
            requestId?: string;
            /** @description Roles that would suffice. */
            roles?: string[];
            status: number;
            /** @description What is wrong, in general. */
            title: string;
            /** @description `urn:keyward:problem:` and the code. */
            type: string;
            /** @description What uses what was to be deleted; some of it where there is much. */
            usages?: components["schemas"]["Usage"][];
        };
        /**
         * @description A stable error code. Decide by it: codes are never renamed, titles may be reworded.
         * @enum {string}
         */
        ProblemCode: "audit/unavailable" | "broker/unavailable" | "connect-link/not-found" | "connect-link/nothing-asked" | "connect-link/used" | "connection/configuration-changed" | "connection/flow-unknown" | "connection/grant-unsupported" | "connection/no-consent" | "consumer/name-invalid" | "consumer/not-found" | "consumer/stale" | "consumer/taken" | "credential-type/not-found" | "credential/base64-invalid" | "credential/bulk-refused" | "credential/component-mismatch" | "credential/empty-secret" | "credential/expired" | "credential/field-unknown" | "credential/id-taken" | "credential/immutable" | "credential/in-use" | "credential/incomplete" | "credential/invalid" | "credential/key-invalid" | "credential/key-taken" | "credential/masked-value" | "credential/no-origin" | "credential/not-found" | "credential/not-injectable" | "credential/origin-invalid" | "credential/origins-unnamed" | "credential/plain-http-refused" | "credential/policy-changed" | "credential/provider-unknown" | "credential/redaction-shrunk" | "credential/seal-refused" | "credential/shadow-refused" | "credential/shadows" | "credential/stale" | "credential/too-large" | "credential/type-unknown" | "credential/unopenable" | "credential/unsendable-value" | "credential/unwitnessed" | "credential/use-connections" | "credential/value-refused" | "egress/denied" | "function/credential-incomplete" | "function/credential-invalid" | "function/credential-missing" | "function/invalid" | "function/move-refused" | "function/not-found" | "function/stale" | "function/too-many" | "grant/exceeded" | "idempotency/already-shown" | "idempotency/in-progress" | "idempotency/mismatch" | "identity-provider/key-taken" | "identity-provider/not-found" | "identity-provider/secret-needed" | "identity-provider/stale" | "identity-provider/too-many" | "internal/unexpected" | "invitation/invalid" | "invitation/not-found" | "invitation/other-account" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "member/last-owner" | "member/not-found" | "oauth-configuration/discovery-failed" | "oauth-configuration/domain-refused" | "oauth-configuration/in-use" | "oauth-configuration/key-taken" | "oauth-configuration/not-found" | "oauth-configuration/secret-needed" | "oauth-configuration/stale" | "oauth-configuration/too-many" | "oauth-configuration/unwitnessed" | "oauth/answer-malformed" | "oauth/client-refused" | "oauth/grant-refused" | "oauth/no-answer" | "oauth/page-answered" | "oauth/rate-limited" | "oauth/request-refused" | "oauth/scope-refused" | "oauth/unavailable" | "oauth/unreachable" | "organisation/not-found" | "organisation/slug-invalid" | "organisation/slug-taken" | "organisation/stale" | "person/deactivated" | "person/no-password" | "person/not-found" | "person/own-account" | "person/password-weak" | "person/second-factor-missing" | "person/second-factor-on" | "person/second-factor-required" | "person/stale" | "policy/origin-refused" | "policy/placement-refused" | "provider/document-invalid" | "provider/in-use" | "provider/invalid" | "provider/name-taken" | "provider/not-found" | "provider/stale" | "provider/too-many" | "reference/dangling" | "request/cursor-invalid" | "request/host-refused" | "request/invalid" | "request/malformed" | "request/media-type" | "request/origin-refused" | "request/rate-limited" | "request/return-refused" | "request/sort-unknown" | "request/too-large" | "session/code-required" | "session/fresh-needed" | "session/invalid" | "session/limited" | "session/not-found" | "session/required" | "session/sign-in-failed" | "single-sign-on/last-way" | "single-sign-on/link-not-found" | "single-sign-on/required" | "solution/not-empty" | "solution/not-found" | "solution/slug-invalid" | "solution/slug-taken" | "solution/stale" | "solution/too-large" | "store/unavailable" | "target/invalid" | "target/missing" | "template/invalid" | "token/ended" | "token/forbidden" | "token/invalid" | "token/missing" | "token/not-found" | "upstream/broken" | "upstream/timeout" | "upstream/unreachable" | "verification/not-accepted" | "verification/rejected" | "webhook/delivery-not-found" | "webhook/inactive" | "webhook/not-found" | "webhook/secret-invalid" | "webhook/secret-missing" | "webhook/stale" | "webhook/too-many" | "webhook/url-invalid";
        /** Provider */
        Provider: {
            categories: ("crm" | "mail" | "messaging" | "payments" | "commerce" | "developer-tools" | "ai" | "databases" | "storage" | "office" | "iot" | "analytics" | "support" | "identity" | "monitoring" | "finance" | "media" | "other")[];
            description?: string;
            docsUrl: string;
            evidence: {
                /** @enum {unknown} */
                kind: "sdk" | "openapi" | "documents";
                package?: string;
                url?: string;
            };
            icon?: components["schemas"]["ProviderIcon"];
            methods: components["schemas"]["ProviderMethod"][];
            name: string;
            title: string;
        };
        /** ProviderIcon */
        ProviderIcon: {
            colour: string;
            /** @description Of an SVG whose view box is 24 by 24. */
            path: string;
            title: string;
        };
        /** ProviderMethod */
        ProviderMethod: {
            baseUrls: string[];
            docsUrl?: string;
            fields: components["schemas"]["CredentialField"][];
            help?: string;
            isConnected: boolean;
            isVerifiable: boolean;
            origins: string[];
            ownBaseUrl: boolean;
            schema: {
                [key: string]: unknown;
            };
            title: string;
            type: string;
        };
        /** ProviderSummary */
        ProviderSummary: {
            categories: ("crm" | "mail" | "messaging" | "payments" | "commerce" | "developer-tools" | "ai" | "databases" | "storage" | "office" | "iot" | "analytics" | "support" | "identity" | "monitoring" | "finance" | "media" | "other")[];
            description?: string;
            docsUrl: string;
            evidence: {
                /** @enum {unknown} */
                kind: "sdk" | "openapi" | "documents";
                package?: string;
                url?: string;
            };
            icon?: components["schemas"]["ProviderIcon"];
            name: string;
            title: string;
            types: string[];
            verifiable: string[];
        };
        /** ReconnectInput */
        ReconnectInput: {
            allowedOrigins?: string[];
            baseUrl?: string;
            /** @description Seconds for the consent; 600 by default. */
            expiresIn?: number;
            /** @description Whose API it is for; decides fields, base URL and injection. Fixed, as the type is. */
            provider?: string;
            /** @description Of a connection whose refresh token was brought in: another one. */
            refreshToken?: string;
            /** @description Where the browser goes in the end, with `status` and `credential`; of Keyward’s own origin or one of the setting `returnOrigins`. */
            returnUrl?: string;
            scopes?: string[];
        };
        /** RedirectCheck */
        RedirectCheck: {
            /** @description Where Keyward answers. */
            callbackUrl: string;
            findings: components["schemas"]["RedirectFinding"][];
            /** @description Whether `--public-url` says so; else it is where Keyward listens. */
            isPublicUrlGiven: boolean;
            publicUrl: string;
            /** @description As this request and the fields of proxies in it say; never trusted, only compared. */
            reachedBy?: {
                host: string;
                /** @enum {unknown} */
                scheme?: "http" | "https";
            };
            /** @description To be registered at the vendor, to the letter. */
            redirectUrl: string;
        };
        /** RedirectFinding */
        RedirectFinding: {
            code: string;
            keywardLine?: string;
            message: string;
            /**
             * @description `fails`: no consent comes to an end so. `check`: it may, where a proxy stands between.
             * @enum {unknown}
             */
            severity: "fails" | "check";
            vendorLine?: string;
        };
        /** RemovedMember */
        RemovedMember: {
            personId: string;
            tokens: components["schemas"]["IssuedTokens"];
        };
        /** RequestPreview */
        RequestPreview: {
            injected: components["schemas"]["PreviewedValue"][];
            missing: string[];
            origins: string[];
            reason?: string;
            refusal?: components["schemas"]["PreviewedRefusal"];
            request?: components["schemas"]["PreviewedRequest"];
            scrub: "on" | "off";
            target?: {
                origin: string;
                path: string;
            };
            unsearched: string[];
            usable: boolean;
        };
        /** ResolvedIdentityProvider */
        ResolvedIdentityProvider: {
            /** @enum {unknown} */
            clientAuthentication: "basic" | "post" | "private_key_jwt" | "none";
            issuer: string;
            /** @enum {unknown} */
            secretField?: "clientSecret" | "privateKey";
            tokenUrl: string;
        };
        /** ResolvedOAuthClient */
        ResolvedOAuthClient: {
            authorizationUrl?: string;
            /** @enum {unknown} */
            clientAuthentication: "basic" | "post" | "private_key_jwt" | "none";
            issuer?: string;
            jwksUrl?: string;
            provider?: string;
            revocationUrl?: string;
            /** @enum {unknown} */
            secretField?: "clientSecret" | "privateKey";
            tokenUrl: string;
        };
        /** RevokedConnection */
        RevokedConnection: {
            allowedOrigins?: string[];
            baseUrl?: string;
            connection: components["schemas"]["ConnectionLife"];
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            data: {
                [key: string]: string;
            };
            description?: string;
            errors: components["schemas"]["Violation"][];
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            fields: {
                [key: string]: string;
            };
            id: string;
            injection?: {
                into: string;
                name?: string;
                value: string;
            }[];
            key: string;
            labels: {
                [key: string]: string;
            };
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt?: string;
            limits?: components["schemas"]["CredentialLimits"];
            name?: string;
            organisationId: string;
            owner?: string;
            policy?: components["schemas"]["Policy"];
            provider?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            rateLimitedUntil?: string;
            reason?: string;
            redactFields?: string[];
            revokedAtProvider: boolean;
            secrets: {
                [key: string]: {
                    materialVersion?: number;
                    set: boolean;
                };
            };
            solutionId?: string;
            status: string;
            type: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            usable: boolean;
            usageCount?: number;
            verification: components["schemas"]["Verification"];
            version: number;
        };
        /** RolePolicy */
        RolePolicy: {
            origins: string[];
            placements: string[];
        };
        /** RotationInput */
        RotationInput: {
            overlapSeconds?: number;
        };
        /** SealingKey */
        SealingKey: {
            kid: string;
            /** @example 2026-01-31T12:00:00.000Z */
            notAfter: string;
            organisationId: string;
            publicKey: string;
            signature: string;
        };
        /** SealingPlan */
        SealingPlan: {
            id?: string;
            materialVersions: {
                [key: string]: number;
            };
            policy: components["schemas"]["Policy"];
            policyBytes: string;
            sealingKey: components["schemas"]["SealingKey"];
        };
        /** SealingRequest */
        SealingRequest: {
            allowedOrigins?: string[];
            baseUrl?: string;
            data?: {
                [key: string]: string;
            };
            description?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            fields?: {
                [key: string]: string;
            };
            id?: string;
            injection?: components["schemas"]["InjectionStepInput"][];
            key?: string;
            labels?: {
                [key: string]: string;
            };
            limits?: components["schemas"]["CredentialLimits"];
            name?: string;
            owner?: string;
            policy?: components["schemas"]["PolicyInput"];
            /** @description Whose API it is for; decides fields, base URL and injection. Fixed, as the type is. */
            provider?: string;
            redactFields?: string[];
            secretFields?: string[];
            /** @description That it may hide a credential of the organisation with the same key; in a solution only. */
            shadows?: boolean;
            type?: string;
        };
        /** SecondFactor */
        SecondFactor: {
            secret: string;
            url: string;
        };
        /** SecondFactorConfirmation */
        SecondFactorConfirmation: {
            code: string;
        };
        /** SecondFactorInput */
        SecondFactorInput: {
            password: string;
        };
        /** SecondFactorRemoval */
        SecondFactorRemoval: {
            code: string;
            password: string;
        };
        /** Session */
        Session: {
            address?: string;
            agent?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            id: string;
            identityProviderId?: string;
            isCurrent: boolean;
            /** @example 2026-01-31T12:00:00.000Z */
            seenAt: string;
        };
        /** Settings */
        Settings: {
            /** @enum {unknown} */
            deletionGuard: "active" | "any";
            expiryWarnings: number[];
            injectRejected: boolean;
            returnOrigins: string[];
            reverifyAfterHours: number;
            /** @enum {unknown} */
            secondFactor: "optional" | "required";
            /** @enum {unknown} */
            signIn: "any" | "single-sign-on";
            version: number;
        };
        /** SettingsPatch */
        SettingsPatch: {
            /** @enum {unknown} */
            deletionGuard?: "active" | "any";
            expiryWarnings?: number[];
            injectRejected?: boolean;
            returnOrigins?: string[];
            reverifyAfterHours?: number;
            /** @enum {unknown} */
            secondFactor?: "optional" | "required";
            /** @enum {unknown} */
            signIn?: "any" | "single-sign-on";
        };
        /** SignedIn */
        SignedIn: {
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
            personId: string;
            sessionId: string;
        };
        /** SignInBy */
        SignInBy: {
            id: string;
            title: string;
        };
        /** SignInByInput */
        SignInByInput: {
            organisation?: string;
        };
        /** SignInInput */
        SignInInput: {
            code?: string;
            email: string;
            password: string;
        };
        /** SingleSignOnInput */
        SingleSignOnInput: {
            identityProvider: string;
            organisation?: string;
            returnPath?: string;
        };
        /** Solution */
        Solution: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            id: string;
            name: string;
            organisationId: string;
            slug: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            version: number;
        };
        /** SolutionCopyInput */
        SolutionCopyInput: {
            name?: string;
            /** @description Id or slug of another organisation; takes a platform token. */
            organisation?: string;
            /** @description That credentials of the copy may hide the organisation’s of the same keys. */
            shadows?: boolean;
            slug: string;
        };
        /** SolutionInput */
        SolutionInput: {
            /** @description By key of the template: where its credential comes from; `later` by default. */
            mapping?: {
                [key: string]: "later" | {
                    use: string;
                } | {
                    create: {
                        baseUrl?: string;
                        fields?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            name: string;
            slug?: string;
            /** @description YAML or JSON, as docs/solution-template.schema.json has it. */
            template?: string | {
                [key: string]: unknown;
            };
        };
        /** SolutionMemberInput */
        SolutionMemberInput: {
            /** @enum {unknown} */
            role: "admin" | "editor" | "user";
        };
        /** SolutionPatch */
        SolutionPatch: {
            name?: string;
        };
        /** SolutionRole */
        SolutionRole: {
            /** @enum {unknown} */
            role: "admin" | "editor" | "user";
            solution: string;
        };
        /** SolutionTemplate */
        SolutionTemplate: {
            /** @description YAML, as docs/solution-template.schema.json has it. */
            template: string;
        };
        /** StartedConnection */
        StartedConnection: {
            allowedOrigins?: string[];
            baseUrl?: string;
            connection: components["schemas"]["ConnectionLife"];
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            data: {
                [key: string]: string;
            };
            description?: string;
            errors: components["schemas"]["Violation"][];
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            fields: {
                [key: string]: string;
            };
            id: string;
            injection?: {
                into: string;
                name?: string;
                value: string;
            }[];
            key: string;
            labels: {
                [key: string]: string;
            };
            /** @example 2026-01-31T12:00:00.000Z */
            lastUsedAt?: string;
            limits?: components["schemas"]["CredentialLimits"];
            name?: string;
            organisationId: string;
            owner?: string;
            policy?: components["schemas"]["Policy"];
            provider?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            rateLimitedUntil?: string;
            reason?: string;
            redactFields?: string[];
            secrets: {
                [key: string]: {
                    materialVersion?: number;
                    set: boolean;
                };
            };
            solutionId?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            startExpiresAt?: string;
            startUrl?: string;
            status: string;
            type: string;
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            usable: boolean;
            usageCount?: number;
            verification: components["schemas"]["Verification"];
            version: number;
        };
        /** StartedSignOn */
        StartedSignOn: {
            authorizationUrl: string;
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt: string;
        };
        /** TracedRequest */
        TracedRequest: {
            headers: {
                name: string;
                value: string;
            }[];
            method: string;
            url: string;
        };
        /** Usage */
        Usage: {
            active: boolean;
            component?: string;
            id: string;
            kind: string;
            link?: string;
            name: string;
            solutionId?: string;
            step?: string;
        };
        /** UsageMove */
        UsageMove: {
            references?: {
                id: string;
                kind: string;
            }[];
            with: string;
        };
        /** Verification */
        Verification: {
            account?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            checkedAt?: string;
            steps: {
                note: string;
                outcome: string;
                request?: components["schemas"]["TracedRequest"];
                step: string;
            }[];
            verdict: string;
        };
        /** Violation */
        Violation: {
            message: string;
            path: string;
        };
        /** Webhook */
        Webhook: {
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            createdBy: string;
            credentialId: string;
            description?: string;
            /** @enum {unknown} */
            disabledReason?: "failing" | "gone";
            eventTypes?: string[];
            /** @example 2026-01-31T12:00:00.000Z */
            failingSince?: string;
            id: string;
            previous?: {
                credentialId: string;
                /** @example 2026-01-31T12:00:00.000Z */
                until: string;
            };
            solutionId?: string;
            /** @enum {unknown} */
            status: "active" | "failing" | "inactive" | "disabled";
            /** @example 2026-01-31T12:00:00.000Z */
            updatedAt: string;
            updatedBy: string;
            url: string;
            version: number;
        };
        /** WebhookDelivery */
        WebhookDelivery: {
            /** @example 2026-01-31T12:00:00.000Z */
            attemptedAt?: string;
            attempts: number;
            code?: string;
            /** @example 2026-01-31T12:00:00.000Z */
            createdAt: string;
            eventId: string;
            eventType: string;
            id: string;
            /** @example 2026-01-31T12:00:00.000Z */
            nextAt?: string;
            /** @enum {unknown} */
            state: "pending" | "delivered" | "dead";
            status?: number;
            webhookId: string;
        };
        /** WebhookInput */
        WebhookInput: {
            credential?: string;
            description?: string;
            eventTypes?: ("credential.created" | "credential.updated" | "credential.deleted" | "credential.rejected" | "credential.expiring" | "credential.expired" | "credential.reconnect-required" | "credential.account-changed" | "credential.verdict-changed" | "connect-link.completed" | "connect-link.failed" | "member.invited" | "member.joined" | "member.changed" | "member.removed" | "member.reset" | "member.deactivated" | "member.reactivated" | "webhook.disabled" | "webhook.test")[];
            solution?: string;
            url: string;
        };
        /** WebhookPatch */
        WebhookPatch: {
            active?: boolean;
            description?: string | null;
            eventTypes?: ("credential.created" | "credential.updated" | "credential.deleted" | "credential.rejected" | "credential.expiring" | "credential.expired" | "credential.reconnect-required" | "credential.account-changed" | "credential.verdict-changed" | "connect-link.completed" | "connect-link.failed" | "member.invited" | "member.joined" | "member.changed" | "member.removed" | "member.reset" | "member.deactivated" | "member.reactivated" | "webhook.disabled" | "webhook.test")[] | null;
            solution?: string | null;
            url?: string;
        };
        /** WebhookRotation */
        WebhookRotation: {
            credential?: string;
            overlapHours?: number;
        };
        /** WebhookTest */
        WebhookTest: {
            deliveryId: string;
            eventId: string;
        };
        /** Whoami */
        Whoami: {
            /** @example 2026-01-31T12:00:00.000Z */
            expiresAt?: string;
            grants: components["schemas"]["Grant"][];
            isPlatform: boolean;
            limits?: components["schemas"]["Limits"];
            memberships?: components["schemas"]["Membership"][];
            organisation?: {
                id: string;
                name?: string;
                slug: string;
            };
            person?: {
                email: string;
                hasSecondFactor: boolean;
                id: string;
                name: string;
                sessionId: string;
            };
            role?: string;
            session?: components["schemas"]["CurrentSession"];
            solutions?: {
                id: string;
                name?: string;
                slug?: string;
            }[];
            token: {
                id: string;
                name?: string;
            };
        };
    };
    responses: {
        /** @description `request/malformed`: The request body is not valid JSON */
        Problem400: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request/malformed";
                };
            };
        };
        /**
         * @description `session/invalid`: The session is unknown, was ended, or has not been used for too long
         *     `token/invalid`: The access token is unknown, expired, revoked or not witnessed
         *     `token/missing`: The request carries no access token
         */
        Problem401: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "session/invalid" | "token/invalid" | "token/missing";
                };
            };
        };
        /**
         * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
         *     `request/origin-refused`: The request does not come from a page of this Keyward
         *     `single-sign-on/required`: The organisation requires single sign-on
         *     `token/forbidden`: The access token does not have the role for this
         */
        Problem403: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                };
            };
        };
        /** @description `organisation/not-found`: There is no such organisation */
        Problem404: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "organisation/not-found";
                };
            };
        };
        /** @description `request/too-large`: The request body is over its limit */
        Problem413: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request/too-large";
                };
            };
        };
        /** @description `request/media-type`: The body has a media type that this route does not take */
        Problem415: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request/media-type";
                };
            };
        };
        /** @description `request/host-refused`: The Host header names a host that this listener does not serve */
        Problem421: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request/host-refused";
                };
            };
        };
        /** @description `request/invalid`: The request does not have the shape that this route takes */
        Problem422: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "request/invalid";
                };
            };
        };
        /** @description `internal/unexpected`: Something unexpected happened */
        Problem500: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "internal/unexpected";
                };
            };
        };
        /**
         * @description `broker/unavailable`: The control plane cannot reach the broker
         *     `store/unavailable`: The store does not answer or refuses to write
         */
        Problem503: {
            headers: {
                "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code?: "broker/unavailable" | "store/unavailable";
                };
            };
        };
    };
    parameters: {
        /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
        "Idempotency-Key": string;
        /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
        "If-Match": string;
    };
    requestBodies: never;
    headers: {
        /** @description Version of the record, for `If-Match`. */
        ETag: string;
        /** @description Id of the request, also in the log. */
        "Keyward-Request-Id": string;
        /** @description The scheme to authenticate with: `Bearer`. */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "probes.health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Yes. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
        };
    };
    "probes.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Yes. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            /** @description `store/unavailable`: The store does not answer or refuses to write */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "store/unavailable";
                    };
                };
            };
        };
    };
    "auth.accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptLinkInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed";
                    };
                };
            };
            /**
             * @description `session/code-required`: The account has a second factor, and no code was sent
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/code-required" | "session/sign-in-failed";
                    };
                };
            };
            /**
             * @description `invitation/other-account`: The link is for another email address
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invitation/other-account" | "request/origin-refused";
                    };
                };
            };
            /** @description `invitation/invalid`: The link is unknown, was used, or has expired */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invitation/invalid";
                    };
                };
            };
            /** @description `request/too-large`: The request body is over its limit */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/too-large";
                    };
                };
            };
            /** @description `request/media-type`: The body has a media type that this route does not take */
            415: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/media-type";
                    };
                };
            };
            /** @description `request/host-refused`: The Host header names a host that this listener does not serve */
            421: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/host-refused";
                    };
                };
            };
            /**
             * @description `person/password-weak`: The password may not be chosen
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/password-weak" | "request/invalid";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened */
            500: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "internal/unexpected";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "store/unavailable";
                    };
                };
            };
        };
    };
    "identities.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hasPassword: boolean;
                        isLimited: boolean;
                        items: components["schemas"]["Identity"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "identities.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityLinkInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedSignOn"];
                };
            };
            400: components["responses"]["Problem400"];
            /**
             * @description `session/code-required`: The account has a second factor, and no code was sent
             *     `session/invalid`: The session is unknown, was ended, or has not been used for too long
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             *     `token/invalid`: The access token is unknown, expired, revoked or not witnessed
             *     `token/missing`: The request carries no access token
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/code-required" | "session/invalid" | "session/sign-in-failed" | "token/invalid" | "token/missing";
                    };
                };
            };
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/fresh-needed`: The sign-in lies too far back for this
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/fresh-needed" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/invalid`: The request does not have the shape that this route takes
             *     `request/return-refused`: The browser may not be sent to this address when it is done
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid" | "request/return-refused";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "identities.unlink": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identity: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityUnlinkInput"];
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            /**
             * @description `session/code-required`: The account has a second factor, and no code was sent
             *     `session/invalid`: The session is unknown, was ended, or has not been used for too long
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             *     `token/invalid`: The access token is unknown, expired, revoked or not witnessed
             *     `token/missing`: The request carries no access token
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/code-required" | "session/invalid" | "session/sign-in-failed" | "token/invalid" | "token/missing";
                    };
                };
            };
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/fresh-needed`: The sign-in lies too far back for this
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/fresh-needed" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `single-sign-on/link-not-found`: There is no such link of yours
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "single-sign-on/link-not-found";
                    };
                };
            };
            /** @description `single-sign-on/last-way`: It is the only way into the account */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "single-sign-on/last-way";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth.identityProviders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInByInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SignInBy"][];
                    };
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed";
                    };
                };
            };
            /** @description `request/origin-refused`: The request does not come from a page of this Keyward */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/origin-refused";
                    };
                };
            };
            /** @description `request/too-large`: The request body is over its limit */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/too-large";
                    };
                };
            };
            /** @description `request/media-type`: The body has a media type that this route does not take */
            415: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/media-type";
                    };
                };
            };
            /** @description `request/host-refused`: The Host header names a host that this listener does not serve */
            421: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/host-refused";
                    };
                };
            };
            /** @description `request/invalid`: The request does not have the shape that this route takes */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid";
                    };
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened */
            500: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "internal/unexpected";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "store/unavailable";
                    };
                };
            };
        };
    };
    "auth.link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed";
                    };
                };
            };
            /** @description `request/origin-refused`: The request does not come from a page of this Keyward */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/origin-refused";
                    };
                };
            };
            /** @description `invitation/invalid`: The link is unknown, was used, or has expired */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invitation/invalid";
                    };
                };
            };
            /** @description `request/too-large`: The request body is over its limit */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/too-large";
                    };
                };
            };
            /** @description `request/media-type`: The body has a media type that this route does not take */
            415: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/media-type";
                    };
                };
            };
            /** @description `request/host-refused`: The Host header names a host that this listener does not serve */
            421: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/host-refused";
                    };
                };
            };
            /** @description `request/invalid`: The request does not have the shape that this route takes */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid";
                    };
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened */
            500: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "internal/unexpected";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "store/unavailable";
                    };
                };
            };
        };
    };
    "auth.password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            /**
             * @description `session/invalid`: The session is unknown, was ended, or has not been used for too long
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             *     `token/invalid`: The access token is unknown, expired, revoked or not witnessed
             *     `token/missing`: The request carries no access token
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/invalid" | "session/sign-in-failed" | "token/invalid" | "token/missing";
                    };
                };
            };
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/fresh-needed`: The sign-in lies too far back for this
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/fresh-needed" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /** @description `person/stale`: The account was changed at the same time */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `person/password-weak`: The password may not be chosen
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/password-weak" | "request/invalid";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "secondFactor.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            400: components["responses"]["Problem400"];
            /**
             * @description `session/invalid`: The session is unknown, was ended, or has not been used for too long
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             *     `token/invalid`: The access token is unknown, expired, revoked or not witnessed
             *     `token/missing`: The request carries no access token
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/invalid" | "session/sign-in-failed" | "token/invalid" | "token/missing";
                    };
                };
            };
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /**
             * @description `person/second-factor-on`: The account has a second factor already
             *     `person/stale`: The account was changed at the same time
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-on" | "person/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "secondFactor.confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorConfirmation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupCodes"];
                };
            };
            400: components["responses"]["Problem400"];
            /**
             * @description `session/invalid`: The session is unknown, was ended, or has not been used for too long
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             *     `token/invalid`: The access token is unknown, expired, revoked or not witnessed
             *     `token/missing`: The request carries no access token
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/invalid" | "session/sign-in-failed" | "token/invalid" | "token/missing";
                    };
                };
            };
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /**
             * @description `person/second-factor-missing`: There is no second factor that this could be done to
             *     `person/stale`: The account was changed at the same time
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-missing" | "person/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "secondFactor.remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorRemoval"];
            };
        };
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            /**
             * @description `session/code-required`: The account has a second factor, and no code was sent
             *     `session/invalid`: The session is unknown, was ended, or has not been used for too long
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             *     `token/invalid`: The access token is unknown, expired, revoked or not witnessed
             *     `token/missing`: The request carries no access token
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/code-required" | "session/invalid" | "session/sign-in-failed" | "token/invalid" | "token/missing";
                    };
                };
            };
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /**
             * @description `person/second-factor-missing`: There is no second factor that this could be done to
             *     `person/stale`: The account was changed at the same time
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-missing" | "person/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "sessions.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Session"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "sessions.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the session, `ses_…`. */
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `session/not-found`: There is no such session of yours
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "session/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "sessions.endOthers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/limited`: A session that came by an organisation’s identity provider may not do this
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/limited" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth.signIn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed";
                    };
                };
            };
            /**
             * @description `session/code-required`: The account has a second factor, and no code was sent
             *     `session/sign-in-failed`: The email address, the password or the code is not right
             */
            401: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "session/code-required" | "session/sign-in-failed";
                    };
                };
            };
            /** @description `request/origin-refused`: The request does not come from a page of this Keyward */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/origin-refused";
                    };
                };
            };
            /** @description `request/too-large`: The request body is over its limit */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/too-large";
                    };
                };
            };
            /** @description `request/media-type`: The body has a media type that this route does not take */
            415: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/media-type";
                    };
                };
            };
            /** @description `request/host-refused`: The Host header names a host that this listener does not serve */
            421: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/host-refused";
                    };
                };
            };
            /** @description `request/invalid`: The request does not have the shape that this route takes */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened */
            500: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "internal/unexpected";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "store/unavailable";
                    };
                };
            };
        };
    };
    "auth.signOut": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `session/not-found`: There is no such session of yours
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "session/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth.singleSignOn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SingleSignOnInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedSignOn"];
                };
            };
            /** @description `request/malformed`: The request body is not valid JSON */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed";
                    };
                };
            };
            /** @description `request/origin-refused`: The request does not come from a page of this Keyward */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/origin-refused";
                    };
                };
            };
            /** @description `identity-provider/not-found`: There is no such identity provider here */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found";
                    };
                };
            };
            /** @description `request/too-large`: The request body is over its limit */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/too-large";
                    };
                };
            };
            /** @description `request/media-type`: The body has a media type that this route does not take */
            415: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/media-type";
                    };
                };
            };
            /** @description `request/host-refused`: The Host header names a host that this listener does not serve */
            421: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/host-refused";
                    };
                };
            };
            /**
             * @description `request/invalid`: The request does not have the shape that this route takes
             *     `request/return-refused`: The browser may not be sent to this address when it is done
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid" | "request/return-refused";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            /** @description `internal/unexpected`: Something unexpected happened */
            500: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "internal/unexpected";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "store/unavailable";
                    };
                };
            };
        };
    };
    "organisations.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Organisation"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "organisations.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            /** @description `organisation/slug-taken`: Another organisation has this slug */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/slug-taken";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `organisation/slug-invalid`: The slug does not have the form of a slug
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/slug-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/root-key-missing" | "store/unavailable";
                    };
                };
            };
        };
    };
    "organisations.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "accessTokens.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                issuer?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                state?: "active" | "expired" | "revoked";
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AccessToken"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "accessTokens.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessTokenInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedAccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `function/not-found`: There is no such function, or the token has no grant of it
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "function/not-found" | "organisation/not-found" | "solution/not-found" | "token/not-found";
                    };
                };
            };
            /**
             * @description `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "idempotency/already-shown" | "idempotency/in-progress";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "idempotency/mismatch" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "accessTokens.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "accessTokens.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "accessTokens.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessTokenPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "accessTokens.rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotationInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedAccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            /** @description `token/ended`: The access token is revoked or has expired, or was rotated at the same time */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "token/ended";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "audit.list": {
        parameters: {
            query?: {
                /** @description Only entries of this action, `credential.create`. */
                action?: string;
                actor?: string;
                code?: string;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                from?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                outcome?: "done" | "refused";
                requestId?: string;
                /** @description Only entries about this id. */
                subject?: string;
                to?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "components.list": {
        parameters: {
            query?: {
                label?: string[] | string;
                owner?: string;
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ComponentCount"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "connectLinks.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ConnectLink"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "connectLinks.create": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectLinkInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeConnectLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `credential/shadow-refused`: Hiding a credential of the organisation takes the right to both
             *     `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/shadow-refused" | "egress/denied" | "person/second-factor-required" | "policy/origin-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `connect-link/not-found`: There is no such connect link
             *     `connection/flow-unknown`: There is no such connection under way
             *     `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connect-link/not-found" | "connection/flow-unknown" | "credential/not-found" | "oauth-configuration/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `connection/configuration-changed`: The OAuth configuration was changed since the flow was begun
             *     `credential/id-taken`: This credential id was used before
             *     `credential/key-taken`: Another credential has this key
             *     `credential/origins-unnamed`: The origins of a secret do not come from the request
             *     `credential/policy-changed`: The change alters where or how a secret may go, and the secrets are not given again
             *     `credential/redaction-shrunk`: The change would show a field that was secret
             *     `credential/shadows`: The key is that of a credential of the organisation, which this one would hide in its solution
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `oauth-configuration/secret-needed`: The change alters where or how the client secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             *     `oauth/client-refused`: The provider refused the OAuth client
             *     `oauth/grant-refused`: The provider no longer accepts what the connection was given
             *     `oauth/request-refused`: The provider takes no such token request
             *     `oauth/scope-refused`: The provider does not give these scopes or this resource to the client
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/configuration-changed" | "credential/id-taken" | "credential/key-taken" | "credential/origins-unnamed" | "credential/policy-changed" | "credential/redaction-shrunk" | "credential/shadows" | "credential/unopenable" | "idempotency/already-shown" | "idempotency/in-progress" | "oauth-configuration/secret-needed" | "oauth-configuration/unwitnessed" | "oauth/client-refused" | "oauth/grant-refused" | "oauth/request-refused" | "oauth/scope-refused";
                    };
                };
            };
            /** @description `credential/expired`: The credential has expired and its secrets are destroyed */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/expired";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `oauth-configuration/stale`: The OAuth configuration was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "oauth-configuration/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `connect-link/nothing-asked`: The connect link would ask for nothing
             *     `connection/grant-unsupported`: This grant cannot be used here
             *     `connection/no-consent`: The OAuth configuration has no authorisation endpoint
             *     `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/immutable`: Key, type and id of a credential are fixed
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/type-unknown`: There is no such credential type
             *     `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `credential/use-connections`: Credentials of this type are made and changed through the connections API only
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `oauth-configuration/domain-refused`: The OAuth configuration does not allow tokens to be sent there
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `request/return-refused`: The browser may not be sent to this address when it is done
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connect-link/nothing-asked" | "connection/grant-unsupported" | "connection/no-consent" | "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/immutable" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/type-unknown" | "credential/unsendable-value" | "credential/use-connections" | "credential/value-refused" | "idempotency/mismatch" | "oauth-configuration/discovery-failed" | "oauth-configuration/domain-refused" | "request/invalid" | "request/return-refused";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `oauth/answer-malformed`: The authorisation server gave an answer that is none of OAuth 2.0
             *     `oauth/page-answered`: The authorisation server answered with a page for people
             *     `oauth/unreachable`: No connection to the authorisation server could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/answer-malformed" | "oauth/page-answered" | "oauth/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `oauth/rate-limited`: The authorisation server gives no more tokens for a while
             *     `oauth/unavailable`: The authorisation server cannot give tokens at the moment
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "oauth/rate-limited" | "oauth/unavailable" | "store/unavailable";
                    };
                };
            };
            /** @description `oauth/no-answer`: The authorisation server did not answer a request that was sent */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/no-answer";
                    };
                };
            };
        };
    };
    "connectLinks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectLink: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectLink"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `connect-link/not-found`: There is no such connect link
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connect-link/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "connectLinks.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connectLink: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `connect-link/not-found`: There is no such connect link
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connect-link/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `connect-link/used`: The connect link has been used */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connect-link/used";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "connections.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                provider?: string;
                solution?: string;
                /** @description Only those in this state. */
                status?: "valid" | "invalid" | "incomplete" | "reconnect_required";
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Connection"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "connections.create": {
        parameters: {
            query?: {
                solution?: string;
                /** @description Whether to try the credential on its API: `enforce` stores it only if it is accepted, `record` stores it and tries it then, `skip` does not try. By default `record` where what is tried has changed; for a bulk `skip`. */
                verify?: "record" | "skip";
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedConnection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `credential/shadow-refused`: Hiding a credential of the organisation takes the right to both
             *     `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/shadow-refused" | "egress/denied" | "person/second-factor-required" | "policy/origin-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `connection/flow-unknown`: There is no such connection under way
             *     `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/flow-unknown" | "credential/not-found" | "oauth-configuration/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `connection/configuration-changed`: The OAuth configuration was changed since the flow was begun
             *     `credential/id-taken`: This credential id was used before
             *     `credential/key-taken`: Another credential has this key
             *     `credential/shadows`: The key is that of a credential of the organisation, which this one would hide in its solution
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `oauth-configuration/secret-needed`: The change alters where or how the client secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             *     `oauth/client-refused`: The provider refused the OAuth client
             *     `oauth/grant-refused`: The provider no longer accepts what the connection was given
             *     `oauth/request-refused`: The provider takes no such token request
             *     `oauth/scope-refused`: The provider does not give these scopes or this resource to the client
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/configuration-changed" | "credential/id-taken" | "credential/key-taken" | "credential/shadows" | "credential/unopenable" | "idempotency/already-shown" | "idempotency/in-progress" | "oauth-configuration/secret-needed" | "oauth-configuration/unwitnessed" | "oauth/client-refused" | "oauth/grant-refused" | "oauth/request-refused" | "oauth/scope-refused";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `oauth-configuration/stale`: The OAuth configuration was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "oauth-configuration/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `connection/grant-unsupported`: This grant cannot be used here
             *     `connection/no-consent`: The OAuth configuration has no authorisation endpoint
             *     `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `oauth-configuration/domain-refused`: The OAuth configuration does not allow tokens to be sent there
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `request/return-refused`: The browser may not be sent to this address when it is done
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/grant-unsupported" | "connection/no-consent" | "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "idempotency/mismatch" | "oauth-configuration/discovery-failed" | "oauth-configuration/domain-refused" | "request/invalid" | "request/return-refused";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `oauth/answer-malformed`: The authorisation server gave an answer that is none of OAuth 2.0
             *     `oauth/page-answered`: The authorisation server answered with a page for people
             *     `oauth/unreachable`: No connection to the authorisation server could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/answer-malformed" | "oauth/page-answered" | "oauth/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `oauth/rate-limited`: The authorisation server gives no more tokens for a while
             *     `oauth/unavailable`: The authorisation server cannot give tokens at the moment
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "oauth/rate-limited" | "oauth/unavailable" | "store/unavailable";
                    };
                };
            };
            /** @description `oauth/no-answer`: The authorisation server did not answer a request that was sent */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/no-answer";
                    };
                };
            };
        };
    };
    "connections.get": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "connections.reconnect": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReconnectInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedConnection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "policy/origin-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `connection/flow-unknown`: There is no such connection under way
             *     `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/flow-unknown" | "credential/not-found" | "oauth-configuration/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `connection/configuration-changed`: The OAuth configuration was changed since the flow was begun
             *     `credential/origins-unnamed`: The origins of a secret do not come from the request
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             *     `oauth/client-refused`: The provider refused the OAuth client
             *     `oauth/grant-refused`: The provider no longer accepts what the connection was given
             *     `oauth/request-refused`: The provider takes no such token request
             *     `oauth/scope-refused`: The provider does not give these scopes or this resource to the client
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/configuration-changed" | "credential/origins-unnamed" | "credential/unopenable" | "oauth-configuration/unwitnessed" | "oauth/client-refused" | "oauth/grant-refused" | "oauth/request-refused" | "oauth/scope-refused";
                    };
                };
            };
            /** @description `credential/expired`: The credential has expired and its secrets are destroyed */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/expired";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `connection/grant-unsupported`: This grant cannot be used here
             *     `connection/no-consent`: The OAuth configuration has no authorisation endpoint
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `oauth-configuration/domain-refused`: The OAuth configuration does not allow tokens to be sent there
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `request/return-refused`: The browser may not be sent to this address when it is done
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/grant-unsupported" | "connection/no-consent" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "oauth-configuration/domain-refused" | "request/invalid" | "request/return-refused";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `oauth/answer-malformed`: The authorisation server gave an answer that is none of OAuth 2.0
             *     `oauth/page-answered`: The authorisation server answered with a page for people
             *     `oauth/unreachable`: No connection to the authorisation server could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/answer-malformed" | "oauth/page-answered" | "oauth/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `oauth/rate-limited`: The authorisation server gives no more tokens for a while
             *     `oauth/unavailable`: The authorisation server cannot give tokens at the moment
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "oauth/rate-limited" | "oauth/unavailable" | "store/unavailable";
                    };
                };
            };
            /** @description `oauth/no-answer`: The authorisation server did not answer a request that was sent */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/no-answer";
                    };
                };
            };
        };
    };
    "connections.revoke": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedConnection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "policy/origin-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `connection/flow-unknown`: There is no such connection under way
             *     `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/flow-unknown" | "credential/not-found" | "oauth-configuration/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `connection/configuration-changed`: The OAuth configuration was changed since the flow was begun
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             *     `oauth/client-refused`: The provider refused the OAuth client
             *     `oauth/grant-refused`: The provider no longer accepts what the connection was given
             *     `oauth/request-refused`: The provider takes no such token request
             *     `oauth/scope-refused`: The provider does not give these scopes or this resource to the client
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/configuration-changed" | "credential/unopenable" | "oauth-configuration/unwitnessed" | "oauth/client-refused" | "oauth/grant-refused" | "oauth/request-refused" | "oauth/scope-refused";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `connection/grant-unsupported`: This grant cannot be used here
             *     `connection/no-consent`: The OAuth configuration has no authorisation endpoint
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `oauth-configuration/domain-refused`: The OAuth configuration does not allow tokens to be sent there
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `request/return-refused`: The browser may not be sent to this address when it is done
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "connection/grant-unsupported" | "connection/no-consent" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "oauth-configuration/domain-refused" | "request/invalid" | "request/return-refused";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `oauth/answer-malformed`: The authorisation server gave an answer that is none of OAuth 2.0
             *     `oauth/page-answered`: The authorisation server answered with a page for people
             *     `oauth/unreachable`: No connection to the authorisation server could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/answer-malformed" | "oauth/page-answered" | "oauth/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `oauth/rate-limited`: The authorisation server gives no more tokens for a while
             *     `oauth/unavailable`: The authorisation server cannot give tokens at the moment
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "oauth/rate-limited" | "oauth/unavailable" | "store/unavailable";
                    };
                };
            };
            /** @description `oauth/no-answer`: The authorisation server did not answer a request that was sent */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth/no-answer";
                    };
                };
            };
        };
    };
    "consumers.list": {
        parameters: {
            query?: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential?: string;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                kind?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                /** @description Only those whose key or name contains this text. */
                search?: string;
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Consumer"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "consumers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                externalId: string;
                kind: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consumer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `consumer/not-found`: There is no such consumer
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "consumer/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "consumers.replace": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                externalId: string;
                kind: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsumerInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consumer"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consumer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `consumer/taken`: A consumer of another solution has this kind and id
             *     `credential/component-mismatch`: The credential is of another component than the one asked for
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "consumer/taken" | "credential/component-mismatch";
                    };
                };
            };
            /** @description `consumer/stale`: The consumer has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "consumer/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `consumer/name-invalid`: A consumer cannot be registered under this kind and id
             *     `reference/dangling`: A reference names no live credential
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "consumer/name-invalid" | "reference/dangling" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "consumers.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                externalId: string;
                kind: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `consumer/not-found`: There is no such consumer
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "consumer/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `consumer/stale`: The consumer has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "consumer/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentialTypes.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CredentialType"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentialTypes.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                /** @description Name of a credential type, `ApiKey`. */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialType"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential-type/not-found`: There is no credential type of this name
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential-type/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.list": {
        parameters: {
            query?: {
                component?: string;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                for?: "consumer";
                label?: string[] | string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                owner?: string;
                provider?: string;
                /** @description Only those whose key or name contains this text. */
                search?: string;
                solution?: string;
                /** @description What to sort by. */
                sort?: string;
                /** @description Only those in this state. */
                status?: "valid" | "invalid" | "incomplete" | "reconnect_required" | "expired" | "deleted";
                /** @description Name of a credential type, `ApiKey`. */
                type?: string;
                verdict?: "accepted" | "rejected" | "unverified";
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Credential"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `request/sort-unknown`: The list cannot be sorted by this field
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid" | "request/sort-unknown";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.create": {
        parameters: {
            query?: {
                solution?: string;
                /** @description Whether to try the credential on its API: `enforce` stores it only if it is accepted, `record` stores it and tries it then, `skip` does not try. By default `record` where what is tried has changed; for a bulk `skip`. */
                verify?: "enforce" | "record" | "skip";
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /**
             * @description `request/malformed`: The request body is not valid JSON
             *     `target/invalid`: The path or target cannot be sent as it stands
             */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed" | "target/invalid";
                    };
                };
            };
            401: components["responses"]["Problem401"];
            /**
             * @description `credential/shadow-refused`: Hiding a credential of the organisation takes the right to both
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/shadow-refused" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/id-taken`: This credential id was used before
             *     `credential/incomplete`: The credential is incomplete and is not injected
             *     `credential/invalid`: The credential is invalid and is not injected
             *     `credential/key-taken`: Another credential has this key
             *     `credential/no-origin`: The credential is bound to no origin
             *     `credential/not-injectable`: The credential has no injection rule, or no secret to inject
             *     `credential/shadows`: The key is that of a credential of the organisation, which this one would hide in its solution
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/id-taken" | "credential/incomplete" | "credential/invalid" | "credential/key-taken" | "credential/no-origin" | "credential/not-injectable" | "credential/shadows" | "idempotency/already-shown" | "idempotency/in-progress";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/type-unknown`: There is no such credential type
             *     `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `credential/use-connections`: Credentials of this type are made and changed through the connections API only
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `verification/not-accepted`: The API did not accept the secret, and nothing was stored
             *     `verification/rejected`: The API rejected the secret, and nothing was stored
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/type-unknown" | "credential/unsendable-value" | "credential/use-connections" | "credential/value-refused" | "idempotency/mismatch" | "request/invalid" | "verification/not-accepted" | "verification/rejected";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `audit/unavailable`: The use of a credential cannot be recorded
             *     `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "audit/unavailable" | "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
        };
    };
    "credentials.bulk": {
        parameters: {
            query?: {
                solution?: string;
                /** @description Whether to try the credential on its API: `enforce` stores it only if it is accepted, `record` stores it and tries it then, `skip` does not try. By default `record` where what is tried has changed; for a bulk `skip`. */
                verify?: "enforce" | "record" | "skip";
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialBulkInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialBulk"];
                };
            };
            /**
             * @description `request/malformed`: The request body is not valid JSON
             *     `target/invalid`: The path or target cannot be sent as it stands
             */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed" | "target/invalid";
                    };
                };
            };
            401: components["responses"]["Problem401"];
            /**
             * @description `credential/shadow-refused`: Hiding a credential of the organisation takes the right to both
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/shadow-refused" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/id-taken`: This credential id was used before
             *     `credential/incomplete`: The credential is incomplete and is not injected
             *     `credential/invalid`: The credential is invalid and is not injected
             *     `credential/key-taken`: Another credential has this key
             *     `credential/no-origin`: The credential is bound to no origin
             *     `credential/not-injectable`: The credential has no injection rule, or no secret to inject
             *     `credential/shadows`: The key is that of a credential of the organisation, which this one would hide in its solution
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/id-taken" | "credential/incomplete" | "credential/invalid" | "credential/key-taken" | "credential/no-origin" | "credential/not-injectable" | "credential/shadows" | "idempotency/already-shown" | "idempotency/in-progress";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/bulk-refused`: Some items of the bulk are bad, and none was stored
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/type-unknown`: There is no such credential type
             *     `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `credential/use-connections`: Credentials of this type are made and changed through the connections API only
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `verification/not-accepted`: The API did not accept the secret, and nothing was stored
             *     `verification/rejected`: The API rejected the secret, and nothing was stored
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/bulk-refused" | "credential/empty-secret" | "credential/field-unknown" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/type-unknown" | "credential/unsendable-value" | "credential/use-connections" | "credential/value-refused" | "idempotency/mismatch" | "request/invalid" | "verification/not-accepted" | "verification/rejected";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `audit/unavailable`: The use of a credential cannot be recorded
             *     `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "audit/unavailable" | "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
        };
    };
    "credentials.policy": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SealingRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealingPlan"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/id-taken`: This credential id was used before
             *     `credential/origins-unnamed`: The origins of a secret do not come from the request
             *     `credential/policy-changed`: The change alters where or how a secret may go, and the secrets are not given again
             *     `credential/redaction-shrunk`: The change would show a field that was secret
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/id-taken" | "credential/origins-unnamed" | "credential/policy-changed" | "credential/redaction-shrunk" | "credential/unopenable";
                    };
                };
            };
            /** @description `credential/expired`: The credential has expired and its secrets are destroyed */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/expired";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/immutable`: Key, type and id of a credential are fixed
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/type-unknown`: There is no such credential type
             *     `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `credential/use-connections`: Credentials of this type are made and changed through the connections API only
             *     `credential/value-refused`: A secret is not what its type demands
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/immutable" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/type-unknown" | "credential/unsendable-value" | "credential/use-connections" | "credential/value-refused" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
        };
    };
    "credentials.try": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /**
             * @description `request/malformed`: The request body is not valid JSON
             *     `target/invalid`: The path or target cannot be sent as it stands
             */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed" | "target/invalid";
                    };
                };
            };
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/id-taken`: This credential id was used before
             *     `credential/incomplete`: The credential is incomplete and is not injected
             *     `credential/invalid`: The credential is invalid and is not injected
             *     `credential/no-origin`: The credential is bound to no origin
             *     `credential/not-injectable`: The credential has no injection rule, or no secret to inject
             *     `credential/origins-unnamed`: The origins of a secret do not come from the request
             *     `credential/policy-changed`: The change alters where or how a secret may go, and the secrets are not given again
             *     `credential/redaction-shrunk`: The change would show a field that was secret
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/id-taken" | "credential/incomplete" | "credential/invalid" | "credential/no-origin" | "credential/not-injectable" | "credential/origins-unnamed" | "credential/policy-changed" | "credential/redaction-shrunk" | "credential/unopenable";
                    };
                };
            };
            /** @description `credential/expired`: The credential has expired and its secrets are destroyed */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/expired";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/immutable`: Key, type and id of a credential are fixed
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/type-unknown`: There is no such credential type
             *     `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `credential/use-connections`: Credentials of this type are made and changed through the connections API only
             *     `credential/value-refused`: A secret is not what its type demands
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/immutable" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/type-unknown" | "credential/unsendable-value" | "credential/use-connections" | "credential/value-refused" | "request/invalid";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `audit/unavailable`: The use of a credential cannot be recorded
             *     `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "audit/unavailable" | "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
        };
    };
    "credentials.get": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.replace": {
        parameters: {
            query?: {
                solution?: string;
                /** @description Whether to try the credential on its API: `enforce` stores it only if it is accepted, `record` stores it and tries it then, `skip` does not try. By default `record` where what is tried has changed; for a bulk `skip`. */
                verify?: "enforce" | "record" | "skip";
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /**
             * @description `request/malformed`: The request body is not valid JSON
             *     `target/invalid`: The path or target cannot be sent as it stands
             */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed" | "target/invalid";
                    };
                };
            };
            401: components["responses"]["Problem401"];
            /**
             * @description `credential/shadow-refused`: Hiding a credential of the organisation takes the right to both
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/shadow-refused" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/id-taken`: This credential id was used before
             *     `credential/incomplete`: The credential is incomplete and is not injected
             *     `credential/invalid`: The credential is invalid and is not injected
             *     `credential/no-origin`: The credential is bound to no origin
             *     `credential/not-injectable`: The credential has no injection rule, or no secret to inject
             *     `credential/origins-unnamed`: The origins of a secret do not come from the request
             *     `credential/policy-changed`: The change alters where or how a secret may go, and the secrets are not given again
             *     `credential/redaction-shrunk`: The change would show a field that was secret
             *     `credential/shadows`: The key is that of a credential of the organisation, which this one would hide in its solution
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/id-taken" | "credential/incomplete" | "credential/invalid" | "credential/no-origin" | "credential/not-injectable" | "credential/origins-unnamed" | "credential/policy-changed" | "credential/redaction-shrunk" | "credential/shadows" | "credential/unopenable" | "idempotency/already-shown" | "idempotency/in-progress";
                    };
                };
            };
            /** @description `credential/expired`: The credential has expired and its secrets are destroyed */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/expired";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/immutable`: Key, type and id of a credential are fixed
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/type-unknown`: There is no such credential type
             *     `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `credential/use-connections`: Credentials of this type are made and changed through the connections API only
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `verification/not-accepted`: The API did not accept the secret, and nothing was stored
             *     `verification/rejected`: The API rejected the secret, and nothing was stored
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/immutable" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/type-unknown" | "credential/unsendable-value" | "credential/use-connections" | "credential/value-refused" | "idempotency/mismatch" | "request/invalid" | "verification/not-accepted" | "verification/rejected";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `audit/unavailable`: The use of a credential cannot be recorded
             *     `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "audit/unavailable" | "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
        };
    };
    "credentials.remove": {
        parameters: {
            query?: {
                /** @description Deletes although it is in use. */
                force?: boolean;
                solution?: string;
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/in-use`: Something uses the credential
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/in-use" | "idempotency/already-shown" | "idempotency/in-progress";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "idempotency/mismatch" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.update": {
        parameters: {
            query?: {
                solution?: string;
                /** @description Whether to try the credential on its API: `enforce` stores it only if it is accepted, `record` stores it and tries it then, `skip` does not try. By default `record` where what is tried has changed; for a bulk `skip`. */
                verify?: "enforce" | "record" | "skip";
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /**
             * @description `request/malformed`: The request body is not valid JSON
             *     `target/invalid`: The path or target cannot be sent as it stands
             */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed" | "target/invalid";
                    };
                };
            };
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/incomplete`: The credential is incomplete and is not injected
             *     `credential/invalid`: The credential is invalid and is not injected
             *     `credential/no-origin`: The credential is bound to no origin
             *     `credential/not-injectable`: The credential has no injection rule, or no secret to inject
             *     `credential/origins-unnamed`: The origins of a secret do not come from the request
             *     `credential/policy-changed`: The change alters where or how a secret may go, and the secrets are not given again
             *     `credential/redaction-shrunk`: The change would show a field that was secret
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/incomplete" | "credential/invalid" | "credential/no-origin" | "credential/not-injectable" | "credential/origins-unnamed" | "credential/policy-changed" | "credential/redaction-shrunk" | "credential/unopenable" | "idempotency/already-shown" | "idempotency/in-progress";
                    };
                };
            };
            /** @description `credential/expired`: The credential has expired and its secrets are destroyed */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/expired";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/immutable`: Key, type and id of a credential are fixed
             *     `credential/key-invalid`: The key does not have the form of a key
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/type-unknown`: There is no such credential type
             *     `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `credential/use-connections`: Credentials of this type are made and changed through the connections API only
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `verification/not-accepted`: The API did not accept the secret, and nothing was stored
             *     `verification/rejected`: The API rejected the secret, and nothing was stored
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/immutable" | "credential/key-invalid" | "credential/masked-value" | "credential/origin-invalid" | "credential/plain-http-refused" | "credential/provider-unknown" | "credential/seal-refused" | "credential/type-unknown" | "credential/unsendable-value" | "credential/use-connections" | "credential/value-refused" | "idempotency/mismatch" | "request/invalid" | "verification/not-accepted" | "verification/rejected";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `audit/unavailable`: The use of a credential cannot be recorded
             *     `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/root-key-missing`: The root key that wraps the key of this credential is not configured
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "audit/unavailable" | "broker/unavailable" | "keys/root-key-missing" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
        };
    };
    "credentials.preview": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /** @description `credential/unopenable`: A stored secret does not open: its row or policy was altered */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.moveUsages": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsageMove"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedUsages"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/component-mismatch`: The credential is of another component than the one asked for
             *     `function/credential-missing`: A credential that the function names does not exist
             *     `function/move-refused`: A function could not use the other credential
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/component-mismatch" | "function/credential-missing" | "function/move-refused";
                    };
                };
            };
            /**
             * @description `consumer/stale`: The consumer has changed since the version in If-Match
             *     `function/stale`: The function was changed in the meantime
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "consumer/stale" | "function/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `reference/dangling`: A reference names no live credential
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "reference/dangling" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.usages": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialUsages"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.use": {
        parameters: {
            query?: {
                by?: string;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                from?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                solution?: string;
                to?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CredentialUse"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "credentials.verify": {
        parameters: {
            query?: {
                solution?: string;
            };
            header?: never;
            path: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /**
             * @description `request/malformed`: The request body is not valid JSON
             *     `target/invalid`: The path or target cannot be sent as it stands
             */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed" | "target/invalid";
                    };
                };
            };
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/incomplete`: The credential is incomplete and is not injected
             *     `credential/invalid`: The credential is invalid and is not injected
             *     `credential/no-origin`: The credential is bound to no origin
             *     `credential/not-injectable`: The credential has no injection rule, or no secret to inject
             *     `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `credential/unwitnessed`: A stored secret was not admitted by the broker
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/incomplete" | "credential/invalid" | "credential/no-origin" | "credential/not-injectable" | "credential/unopenable" | "credential/unwitnessed";
                    };
                };
            };
            /** @description `credential/expired`: The credential has expired and its secrets are destroyed */
            410: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/expired";
                    };
                };
            };
            /** @description `credential/stale`: The credential has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `audit/unavailable`: The use of a credential cannot be recorded
             *     `broker/unavailable`: The control plane cannot reach the broker
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "audit/unavailable" | "broker/unavailable" | "store/unavailable";
                    };
                };
            };
        };
    };
    "events.list": {
        parameters: {
            query?: {
                /** @description Id (`cred_…`) or key of the credential. */
                credential?: string;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                from?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                solution?: string;
                to?: string;
                /** @description Name of a credential type, `ApiKey`. */
                type?: "credential.created" | "credential.updated" | "credential.deleted" | "credential.rejected" | "credential.expiring" | "credential.expired" | "credential.reconnect-required" | "credential.account-changed" | "credential.verdict-changed" | "connect-link.completed" | "connect-link.failed" | "member.invited" | "member.joined" | "member.changed" | "member.removed" | "member.reset" | "member.deactivated" | "member.reactivated" | "webhook.disabled" | "webhook.test";
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "identityProviders.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityProvider"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            /** @description `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/unwitnessed";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "identityProviders.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `identity-provider/key-taken`: There is an identity provider of this key
             *     `identity-provider/secret-needed`: The change alters where or how the identity provider's secret may go, and the secret is not given again
             *     `identity-provider/too-many`: There are as many identity providers as there may be
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "idempotency/already-shown" | "idempotency/in-progress" | "identity-provider/key-taken" | "identity-provider/secret-needed" | "identity-provider/too-many" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `identity-provider/stale`: The identity provider was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "identity-provider/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "idempotency/mismatch" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "identityProviders.policy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderPlanInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderSealingPlan"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `identity-provider/key-taken`: There is an identity provider of this key
             *     `identity-provider/secret-needed`: The change alters where or how the identity provider's secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "identity-provider/key-taken" | "identity-provider/secret-needed" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `identity-provider/stale`: The identity provider was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "identity-provider/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "identityProviders.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identityProvider: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/unwitnessed";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "identityProviders.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                identityProvider: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `identity-provider/stale`: The identity provider was changed since you read it */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "identityProviders.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                identityProvider: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `identity-provider/key-taken`: There is an identity provider of this key
             *     `identity-provider/secret-needed`: The change alters where or how the identity provider's secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "identity-provider/key-taken" | "identity-provider/secret-needed" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `identity-provider/stale`: The identity provider was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "identity-provider/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "identityProviders.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identityProvider: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedSignOn"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "invitations.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "invitations.create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedInvitation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `invitation/not-found`: There is no such open invitation
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invitation/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "invitations.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the invitation, `inv_…`. */
                invitation: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `invitation/not-found`: There is no such open invitation
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invitation/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "members.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "members.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "members.remove": {
        parameters: {
            query?: {
                tokens?: "keep" | "revoke";
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedMember"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `member/last-owner`: The last owner of an organisation, and of the platform, stays */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/last-owner";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "members.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `member/last-owner`: The last owner of an organisation, and of the platform, stays */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/last-owner";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "members.leave": {
        parameters: {
            query?: {
                tokens?: "keep" | "revoke";
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedMember"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `member/last-owner`: The last owner of an organisation, and of the platform, stays */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/last-owner";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "oauthConfigurations.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OAuthConfiguration"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            /** @description `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/unwitnessed";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "oauthConfigurations.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OAuthConfigurationInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthConfiguration"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `oauth-configuration/key-taken`: The organisation has an OAuth configuration of this key
             *     `oauth-configuration/secret-needed`: The change alters where or how the client secret may go, and the secret is not given again
             *     `oauth-configuration/too-many`: The organisation has as many OAuth configurations as it may
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "idempotency/already-shown" | "idempotency/in-progress" | "oauth-configuration/key-taken" | "oauth-configuration/secret-needed" | "oauth-configuration/too-many" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `oauth-configuration/stale`: The OAuth configuration was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "oauth-configuration/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "idempotency/mismatch" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "oauthConfigurations.policy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OAuthConfigurationPlanInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthSealingPlan"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `oauth-configuration/secret-needed`: The change alters where or how the client secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "oauth-configuration/secret-needed" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `oauth-configuration/stale`: The OAuth configuration was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "oauth-configuration/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "oauthConfigurations.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                configuration: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthConfiguration"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/unwitnessed";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "oauthConfigurations.remove": {
        parameters: {
            query?: {
                /** @description Deletes although it is in use. */
                force?: boolean;
            };
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                configuration: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `oauth-configuration/in-use`: Connections use the OAuth configuration */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/in-use";
                    };
                };
            };
            /** @description `oauth-configuration/stale`: The OAuth configuration was changed since you read it */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "oauthConfigurations.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                configuration: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OAuthConfigurationPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthConfiguration"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/not-found" | "organisation/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `oauth-configuration/in-use`: Connections use the OAuth configuration
             *     `oauth-configuration/secret-needed`: The change alters where or how the client secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "oauth-configuration/in-use" | "oauth-configuration/secret-needed" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `oauth-configuration/stale`: The OAuth configuration was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "oauth-configuration/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "oauthConfigurations.redirect": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                configuration: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedirectCheck"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `oauth-configuration/not-found`: There is no such OAuth configuration here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/unwitnessed";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "providers.list": {
        parameters: {
            query?: {
                category?: "crm" | "mail" | "messaging" | "payments" | "commerce" | "developer-tools" | "ai" | "databases" | "storage" | "office" | "iot" | "analytics" | "support" | "identity" | "monitoring" | "finance" | "media" | "other";
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                icons?: boolean;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                /** @description Only those whose key or name contains this text. */
                search?: string;
                /** @description Name of a credential type, `ApiKey`. */
                type?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProviderSummary"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "providers.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnProviderInput"];
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `provider/not-found`: There is no such provider
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "provider/not-found";
                    };
                };
            };
            /**
             * @description `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `provider/name-taken`: The organisation has a provider of this name
             *     `provider/too-many`: The organisation has as many providers of its own as it may have
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "idempotency/already-shown" | "idempotency/in-progress" | "provider/name-taken" | "provider/too-many";
                    };
                };
            };
            /** @description `provider/stale`: The provider is at another version */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `provider/invalid`: The provider is not sound
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "idempotency/mismatch" | "provider/invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "providers.import": {
        parameters: {
            query?: {
                baseUrl?: string;
                docsUrl?: string;
                /** @description Stores nothing. */
                dryRun?: boolean;
                /** @description Without `org/`; from the title by default. */
                name?: string;
                title?: string;
                /** @description One of the candidates: the request that credentials are tried by. */
                verification?: string;
            };
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenApiDocument"];
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedImport"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `provider/not-found`: There is no such provider
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "provider/not-found";
                    };
                };
            };
            /**
             * @description `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `provider/name-taken`: The organisation has a provider of this name
             *     `provider/too-many`: The organisation has as many providers of its own as it may have
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "idempotency/already-shown" | "idempotency/in-progress" | "provider/name-taken" | "provider/too-many";
                    };
                };
            };
            /** @description `provider/stale`: The provider is at another version */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/origin-invalid`: A base URL or origin is not one that a credential may be bound to
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `provider/document-invalid`: This is no OpenAPI 3 document that can be imported
             *     `provider/invalid`: The provider is not sound
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/origin-invalid" | "idempotency/mismatch" | "provider/document-invalid" | "provider/invalid" | "request/invalid";
                    };
                };
            };
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "providers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `provider/not-found`: There is no such provider
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "provider/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "providers.replace": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnProviderInput"];
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProvider"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            /**
             * @description `provider/name-taken`: The organisation has a provider of this name
             *     `provider/too-many`: The organisation has as many providers of its own as it may have
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider/name-taken" | "provider/too-many";
                    };
                };
            };
            /** @description `provider/stale`: The provider is at another version */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `provider/invalid`: The provider is not sound
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider/invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "providers.remove": {
        parameters: {
            query?: {
                /** @description Deletes although it is in use. */
                force?: boolean;
            };
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `provider/not-found`: There is no such provider
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "provider/not-found";
                    };
                };
            };
            /** @description `provider/in-use`: Credentials name the provider */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider/in-use";
                    };
                };
            };
            /** @description `provider/stale`: The provider is at another version */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "provider/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "providers.source": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `provider/not-found`: There is no such provider
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "provider/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "requests.list": {
        parameters: {
            query?: {
                code?: string;
                consumer?: string;
                /** @description Id (`cred_…`) or key of the credential. */
                credential?: string;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                from?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                origin?: string;
                requestId?: string;
                statusClass?: "2xx" | "3xx" | "4xx" | "5xx";
                to?: string;
                token?: string;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LoggedRequest"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "sealingKey.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealingKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
        };
    };
    "settings.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "settings.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            /** @description `organisation/stale`: The organisation has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Solution"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SolutionInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/shadows`: The key is that of a credential of the organisation, which this one would hide in its solution
             *     `function/credential-invalid`: A credential that the function names cannot be used
             *     `function/credential-missing`: A credential that the function names does not exist
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `solution/slug-taken`: Another solution of the organisation has this slug
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/shadows" | "function/credential-invalid" | "function/credential-missing" | "idempotency/already-shown" | "idempotency/in-progress" | "solution/slug-taken";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `solution/slug-invalid`: The slug does not have the form of a slug of a solution
             *     `template/invalid`: The template of a solution cannot be taken
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "idempotency/mismatch" | "request/invalid" | "solution/slug-invalid" | "template/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /** @description `solution/not-empty`: The solution is not empty */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "solution/not-empty";
                    };
                };
            };
            /** @description `solution/stale`: The solution has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "solution/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SolutionPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /** @description `solution/stale`: The solution has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "solution/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.checklist": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checklist"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/invalid`: The request does not have the shape that this route takes
             *     `solution/too-large`: The solution has more than 1,000 credentials
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid" | "solution/too-large";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.copy": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SolutionCopyInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Solution"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/shadows`: The key is that of a credential of the organisation, which this one would hide in its solution
             *     `function/credential-invalid`: A credential that the function names cannot be used
             *     `function/credential-missing`: A credential that the function names does not exist
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `solution/slug-taken`: Another solution of the organisation has this slug
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/shadows" | "function/credential-invalid" | "function/credential-missing" | "idempotency/already-shown" | "idempotency/in-progress" | "solution/slug-taken";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/provider-unknown`: The credential names a provider that there is not
             *     `function/invalid`: The definition of the function cannot be taken
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `solution/slug-invalid`: The slug does not have the form of a slug of a solution
             *     `solution/too-large`: The solution has more than 1,000 credentials
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/provider-unknown" | "function/invalid" | "idempotency/mismatch" | "request/invalid" | "solution/slug-invalid" | "solution/too-large";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "functions.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Function"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "functions.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                function: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FunctionDetails"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `function/not-found`: There is no such function, or the token has no grant of it
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "function/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "functions.replace": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                function: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FunctionInput"];
                "application/yaml": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Function"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Function"];
                };
            };
            /**
             * @description `request/malformed`: The request body is not valid JSON
             *     `target/missing`: The credential has no base URL and the request names no target
             */
            400: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/malformed" | "target/missing";
                    };
                };
            };
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `function/not-found`: There is no such function, or the token has no grant of it
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "function/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `credential/unwitnessed`: A stored secret was not admitted by the broker
             *     `function/credential-incomplete`: A credential that the function names lacks a required field
             *     `function/credential-invalid`: A credential that the function names cannot be used
             *     `function/credential-missing`: A credential that the function names does not exist
             *     `function/too-many`: The solution has as many functions as it may have
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "credential/unwitnessed" | "function/credential-incomplete" | "function/credential-invalid" | "function/credential-missing" | "function/too-many";
                    };
                };
            };
            /** @description `function/stale`: The function was changed in the meantime */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "function/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/unsendable-value`: A value cannot be carried by the place that it is injected into
             *     `function/invalid`: The definition of the function cannot be taken
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unsendable-value" | "function/invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "functions.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                function: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `function/not-found`: There is no such function, or the token has no grant of it
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "function/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /** @description `function/stale`: The function was changed in the meantime */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "function/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "functions.dryRun": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                function: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Invocation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `function/not-found`: There is no such function, or the token has no grant of it
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "function/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "functions.versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                function: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Function"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `function/not-found`: There is no such function, or the token has no grant of it
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "function/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutionMembers.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Member"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutionMembers.replace": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SolutionMemberInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutionMembers.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "solutions.template": {
        parameters: {
            query?: {
                /** @description Whether values of plain fields go along. */
                fields?: boolean;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                solution: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SolutionTemplate"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/invalid`: The request does not have the shape that this route takes
             *     `solution/too-large`: The solution has more than 1,000 credentials
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid" | "solution/too-large";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "solution/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `credential/unwitnessed`: A stored secret was not admitted by the broker
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `webhook/secret-missing`: The credential that signs for the webhook is not there, or is not usable
             *     `webhook/too-many`: The organisation has as many webhooks as it may have
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "credential/unwitnessed" | "idempotency/already-shown" | "idempotency/in-progress" | "webhook/secret-missing" | "webhook/too-many";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `webhook/secret-invalid`: The credential is none that can sign for a webhook
             *     `webhook/url-invalid`: The URL of the webhook is none that events can be sent to
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/plain-http-refused" | "idempotency/mismatch" | "request/invalid" | "webhook/secret-invalid" | "webhook/url-invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `webhook/not-found`: There is no such webhook
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "webhook/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `webhook/not-found`: There is no such webhook
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "webhook/not-found";
                    };
                };
            };
            /** @description `webhook/stale`: The webhook has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "webhook/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `solution/not-found`: There is no such solution
             *     `webhook/not-found`: There is no such webhook
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "solution/not-found" | "webhook/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `credential/unwitnessed`: A stored secret was not admitted by the broker
             *     `webhook/secret-missing`: The credential that signs for the webhook is not there, or is not usable
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "credential/unwitnessed" | "webhook/secret-missing";
                    };
                };
            };
            /** @description `webhook/stale`: The webhook has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "webhook/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/invalid`: The request does not have the shape that this route takes
             *     `webhook/secret-invalid`: The credential is none that can sign for a webhook
             *     `webhook/url-invalid`: The URL of the webhook is none that events can be sent to
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/invalid" | "webhook/secret-invalid" | "webhook/url-invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.deliveries": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                state?: "pending" | "delivered" | "dead";
            };
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `webhook/not-found`: There is no such webhook
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "webhook/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.replay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery: string;
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `webhook/delivery-not-found`: There is no such delivery of the webhook
             *     `webhook/not-found`: There is no such webhook
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "webhook/delivery-not-found" | "webhook/not-found";
                    };
                };
            };
            /** @description `webhook/inactive`: The webhook is not active */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "webhook/inactive";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRotation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeWebhook"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `policy/origin-refused`: The secret was not sealed for this origin
             *     `policy/placement-refused`: The secret was not sealed for this placement
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "person/second-factor-required" | "policy/origin-refused" | "policy/placement-refused" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `credential/not-found`: There is no such credential, or its use is not granted to this token
             *     `organisation/not-found`: There is no such organisation
             *     `webhook/not-found`: There is no such webhook
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/not-found" | "organisation/not-found" | "webhook/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `credential/unwitnessed`: A stored secret was not admitted by the broker
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `webhook/secret-missing`: The credential that signs for the webhook is not there, or is not usable
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "credential/unwitnessed" | "idempotency/already-shown" | "idempotency/in-progress" | "webhook/secret-missing";
                    };
                };
            };
            /** @description `webhook/stale`: The webhook has changed since the version in If-Match */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "webhook/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/plain-http-refused`: Plain HTTP is permitted to loopback only
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `request/invalid`: The request does not have the shape that this route takes
             *     `webhook/secret-invalid`: The credential is none that can sign for a webhook
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/plain-http-refused" | "idempotency/mismatch" | "request/invalid" | "webhook/secret-invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "webhooks.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id or slug of the organisation; the first one is `default`. */
                organisation: string;
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `webhook/not-found`: There is no such webhook
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "webhook/not-found";
                    };
                };
            };
            /** @description `webhook/inactive`: The webhook is not active */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "webhook/inactive";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformAccessTokens.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                issuer?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                state?: "active" | "expired" | "revoked";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AccessToken"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformAccessTokens.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessTokenInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedAccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformAccessTokens.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformAccessTokens.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformAccessTokens.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessTokenPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformAccessTokens.rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the access token, `tok_…`. */
                accessToken: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotationInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedAccessToken"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `token/not-found`: There is no such access token
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "token/not-found";
                    };
                };
            };
            /** @description `token/ended`: The access token is revoked or has expired, or was rotated at the same time */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "token/ended";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformAudit.list": {
        parameters: {
            query?: {
                /** @description Only entries of this action, `credential.create`. */
                action?: string;
                actor?: string;
                code?: string;
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                from?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                outcome?: "done" | "refused";
                requestId?: string;
                /** @description Only entries about this id. */
                subject?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformIdentityProviders.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityProvider"][];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            /** @description `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/unwitnessed";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformIdentityProviders.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that repeating it does nothing twice: 1 to 255 characters, a UUID for example. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            404: components["responses"]["Problem404"];
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `idempotency/already-shown`: The first request with this Idempotency-Key has succeeded, and what it showed is shown once only
             *     `idempotency/in-progress`: The first request with this Idempotency-Key is still being worked on
             *     `identity-provider/key-taken`: There is an identity provider of this key
             *     `identity-provider/secret-needed`: The change alters where or how the identity provider's secret may go, and the secret is not given again
             *     `identity-provider/too-many`: There are as many identity providers as there may be
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "idempotency/already-shown" | "idempotency/in-progress" | "identity-provider/key-taken" | "identity-provider/secret-needed" | "identity-provider/too-many" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `identity-provider/stale`: The identity provider was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "identity-provider/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `idempotency/mismatch`: This Idempotency-Key was used for another request
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "idempotency/mismatch" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "platformIdentityProviders.policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderPlanInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProviderSealingPlan"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `identity-provider/key-taken`: There is an identity provider of this key
             *     `identity-provider/secret-needed`: The change alters where or how the identity provider's secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "identity-provider/key-taken" | "identity-provider/secret-needed" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `identity-provider/stale`: The identity provider was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "identity-provider/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "platformIdentityProviders.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identityProvider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "oauth-configuration/unwitnessed";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformIdentityProviders.remove": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                identityProvider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `identity-provider/stale`: The identity provider was changed since you read it */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformIdentityProviders.update": {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that the write is made on, `"3"`; another one is refused. Without it, any version. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                identityProvider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityProviderPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityProvider"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `egress/denied`: The upstream has an address that Keyward may not connect to
             *     `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "egress/denied" | "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            /**
             * @description `credential/unopenable`: A stored secret does not open: its row or policy was altered
             *     `identity-provider/key-taken`: There is an identity provider of this key
             *     `identity-provider/secret-needed`: The change alters where or how the identity provider's secret may go, and the secret is not given again
             *     `oauth-configuration/unwitnessed`: The broker did not vouch for the OAuth configuration as it is stored
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/unopenable" | "identity-provider/key-taken" | "identity-provider/secret-needed" | "oauth-configuration/unwitnessed";
                    };
                };
            };
            /**
             * @description `credential/stale`: The credential has changed since the version in If-Match
             *     `identity-provider/stale`: The identity provider was changed since you read it
             */
            412: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/stale" | "identity-provider/stale";
                    };
                };
            };
            /**
             * @description `credential/too-large`: A secret is over 64 KiB
             *     `request/too-large`: The request body is over its limit
             */
            413: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/too-large" | "request/too-large";
                    };
                };
            };
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `credential/base64-invalid`: A value of `data` is not base64
             *     `credential/empty-secret`: A sealed secret is empty, and its field may not be
             *     `credential/field-unknown`: The credential type has no such field
             *     `credential/masked-value`: A secret looks like a mask
             *     `credential/provider-unknown`: The credential names a provider that there is not
             *     `credential/seal-refused`: A sealed value does not open under the binding and policy that it is stored with
             *     `credential/value-refused`: A secret is not what its type demands
             *     `oauth-configuration/discovery-failed`: The issuer does not tell its endpoints as it should
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "credential/base64-invalid" | "credential/empty-secret" | "credential/field-unknown" | "credential/masked-value" | "credential/provider-unknown" | "credential/seal-refused" | "credential/value-refused" | "oauth-configuration/discovery-failed" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            /**
             * @description `upstream/broken`: The upstream closed the connection or broke the protocol
             *     `upstream/unreachable`: No connection to the upstream could be made
             */
            502: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/broken" | "upstream/unreachable";
                    };
                };
            };
            /**
             * @description `broker/unavailable`: The control plane cannot reach the broker
             *     `keys/sealing-key-untrusted`: The sealing key is not signed by the pinned broker key, or has expired
             *     `store/unavailable`: The store does not answer or refuses to write
             */
            503: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "broker/unavailable" | "keys/sealing-key-untrusted" | "store/unavailable";
                    };
                };
            };
            /** @description `upstream/timeout`: The upstream did not answer in time */
            504: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "upstream/timeout";
                    };
                };
            };
        };
    };
    "platformIdentityProviders.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                identityProvider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedSignOn"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `identity-provider/not-found`: There is no such identity provider here
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "identity-provider/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            /** @description `request/rate-limited`: Too many requests */
            429: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/rate-limited";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformInvitations.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformInvitations.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformInvitationInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedInvitation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `grant/exceeded`: The grant would pass on more than its issuer may grant
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "grant/exceeded" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `invitation/not-found`: There is no such open invitation
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invitation/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformInvitations.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the invitation, `inv_…`. */
                invitation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the answer has no body. */
            204: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `invitation/not-found`: There is no such open invitation
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "invitation/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformMembers.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlatformMember"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformMembers.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformMemberDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformMembers.remove": {
        parameters: {
            query?: {
                tokens?: "keep" | "revoke";
            };
            header?: never;
            path: {
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedMember"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `member/last-owner`: The last owner of an organisation, and of the platform, stays */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/last-owner";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformMembers.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlatformMemberPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlatformMember"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `member/last-owner`: The last owner of an organisation, and of the platform, stays */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/last-owner";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformMembers.leave": {
        parameters: {
            query?: {
                tokens?: "keep" | "revoke";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedMember"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `session/required`: This is for people who are signed in
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/second-factor-required" | "request/origin-refused" | "session/required" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `member/not-found`: There is no such member
             *     `organisation/not-found`: There is no such organisation
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/not-found" | "organisation/not-found";
                    };
                };
            };
            /** @description `member/last-owner`: The last owner of an organisation, and of the platform, stays */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/last-owner";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformPeople.list": {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the previous page. */
                cursor?: string;
                /** @description Items of a page; 50 by default. */
                limit?: number;
                /** @description Only those whose key or name contains this text. */
                search?: string;
                state?: "active" | "deactivated";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Person"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            /**
             * @description `request/cursor-invalid`: The cursor does not belong to this list, filter and order
             *     `request/invalid`: The request does not have the shape that this route takes
             */
            422: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "request/cursor-invalid" | "request/invalid";
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformPeople.get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `person/not-found`: There is no such account
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "person/not-found";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformPeople.deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeactivationInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `person/not-found`: There is no such account
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "person/not-found";
                    };
                };
            };
            /**
             * @description `member/last-owner`: The last owner of an organisation, and of the platform, stays
             *     `person/own-account`: This is not done to one’s own account
             *     `person/stale`: The account was changed at the same time
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "member/last-owner" | "person/own-account" | "person/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformPeople.reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonDetail"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `person/not-found`: There is no such account
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "person/not-found";
                    };
                };
            };
            /**
             * @description `person/own-account`: This is not done to one’s own account
             *     `person/stale`: The account was changed at the same time
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/own-account" | "person/stale";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "platformPeople.reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id (`per_…`) or email address of the member. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedReset"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            /**
             * @description `person/deactivated`: The account is deactivated
             *     `person/second-factor-required`: The organisation requires a second factor, and the account has none
             *     `request/origin-refused`: The request does not come from a page of this Keyward
             *     `single-sign-on/required`: The organisation requires single sign-on
             *     `token/forbidden`: The access token does not have the role for this
             */
            403: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/deactivated" | "person/second-factor-required" | "request/origin-refused" | "single-sign-on/required" | "token/forbidden";
                    };
                };
            };
            /**
             * @description `organisation/not-found`: There is no such organisation
             *     `person/not-found`: There is no such account
             */
            404: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "organisation/not-found" | "person/not-found";
                    };
                };
            };
            /**
             * @description `person/no-password`: The account belongs to an identity provider of an organisation, and has no password
             *     `person/own-account`: This is not done to one’s own account
             */
            409: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code?: "person/no-password" | "person/own-account";
                    };
                };
            };
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "whoami.get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "Keyward-Request-Id": components["headers"]["Keyward-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whoami"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            421: components["responses"]["Problem421"];
            422: components["responses"]["Problem422"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
