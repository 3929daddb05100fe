import type { Artefact } from "../../load/lib/config.ts"

/** What a script needs of a target, so that it is refused before anything is prepared. */
export interface Script {
  /** What one iteration does. */
  title: string
  requests: number
  /** Capabilities (design §1); an `identity` pool and MFA are prepared where they are named here. */
  needs: readonly string[]
  artefacts: readonly Artefact[]
}

const PASSWORD = ["op.idp.InitiateAuth", "flow.USER_PASSWORD_AUTH"]
const SRP = ["op.idp.InitiateAuth", "op.idp.RespondToAuthChallenge", "flow.USER_SRP_AUTH"]
const REFRESH = [...PASSWORD, "flow.REFRESH_TOKEN_AUTH"]
const REVOKE = [...REFRESH, "op.idp.RevokeToken"]

/** The flows, each a script of its own. */
export const FLOWS = {
  "login-password": { title: "sign-in by password", requests: 1, needs: PASSWORD, artefacts: [] },
  "login-admin": {
    title: "sign-in by a server, signed",
    requests: 1,
    needs: ["op.idp.AdminInitiateAuth", "flow.ADMIN_USER_PASSWORD_AUTH"],
    artefacts: [],
  },
  "login-srp": { title: "sign-in by SRP", requests: 2, needs: SRP, artefacts: [] },
  "login-mfa-totp": {
    title: "sign-in by password and TOTP",
    requests: 2,
    needs: [
      ...PASSWORD,
      "op.idp.RespondToAuthChallenge",
      "op.idp.AssociateSoftwareToken",
      "op.idp.VerifySoftwareToken",
      "op.idp.AdminSetUserMFAPreference",
      "op.idp.SetUserPoolMfaConfig",
    ],
    artefacts: ["totp"],
  },
  refresh: { title: "refresh of tokens", requests: 1, needs: REFRESH, artefacts: ["refresh"] },
  revoke: { title: "sign-in, revocation, refused refresh", requests: 3, needs: REVOKE, artefacts: [] },
  signup: {
    title: "sign-up, confirmed by an administrator",
    requests: 2,
    needs: ["op.idp.SignUp", "op.idp.AdminConfirmSignUp"],
    artefacts: [],
  },
  getuser: { title: "GetUser", requests: 1, needs: [...PASSWORD, "op.idp.GetUser"], artefacts: ["access"] },
  jwks: { title: "the key set", requests: 1, needs: [], artefacts: [] },
  "identity-pool": {
    title: "from ID token to AWS credentials",
    requests: 2,
    needs: [...PASSWORD, "identity", "op.identity.GetId", "op.identity.GetCredentialsForIdentity"],
    artefacts: ["id"],
  },
} as const satisfies Record<string, Script>

/** Every script by name; `smoke` needs nothing, because it leaves out what the target lacks. */
export const SCRIPTS: Readonly<Record<string, Script>> = {
  smoke: { title: "every flow that the target offers, once", requests: 2, needs: PASSWORD, artefacts: [] },
  ...FLOWS,
  mixed: {
    title: "refresh, sign-ins by password and SRP, GetUser, key set as 11 : 4 : 2 : 2 : 1",
    requests: 1.1,
    needs: [...SRP, ...REFRESH, "op.idp.GetUser"],
    artefacts: ["refresh", "access"],
  },
  "negative-mix": {
    title: "sign-ins and what must be refused, as 12 : 8",
    requests: 1.2,
    needs: [...REVOKE, "op.idp.GetUser"],
    artefacts: ["refresh", "access"],
  },
}
