import type { Fault } from "../fault.ts"

export const anyUsername: Fault = {
  name: "any-username",
  says: "SignUp takes a user name of any characters and length.",
  breaks: ["idp.sign-up/username-constraints"],
  apply({ policies }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      !(operation === "SignUp" && path === "username") && insistsOnConstraint(operation, path)
  },
}
