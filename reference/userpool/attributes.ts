import type { AttributeType } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter, notAuthorized } from "../errors.ts"
import type { Given } from "../operation.ts"
import type { Client } from "./client.ts"
import { isStandard, type SchemaAttribute } from "./schema.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** An attribute list of a request as a map; a value left out is blank, and flags are in lower case. */
export function toMap(list: readonly Given<AttributeType>[] | undefined): Map<string, string> {
  return new Map(
    (list ?? []).map(({ Name, Value = "" }) => [
      Name,
      Name.endsWith("_verified") ? Value.toLowerCase() : Value,
    ]),
  )
}

/** A user's attributes as a response lists them, `sub` first; those that `client` may read when one is given. */
export function toList(user: User, client?: Client): Given<AttributeType>[] {
  const list: Given<AttributeType>[] = [{ Name: "sub", Value: user.sub }]
  for (const [Name, Value] of user.attributes) {
    if (Name !== "sub" && (!client || mayRead(client, Name))) list.push({ Name, Value })
  }
  return list
}

/** Whether a client may see an attribute: unless configured, all standard ones (DIR-046). */
export function mayRead(client: Client, name: string): boolean {
  const { ReadAttributes } = client.settings
  return ReadAttributes ? name === "sub" || ReadAttributes.includes(name) : isStandard(name)
}

const neverWritten = ["sub", "email_verified", "phone_number_verified"]

/** Throws NotAuthorizedException unless the client may write every one of these attributes (DIR-046, DIR-072). */
export function requireWritable(pool: UserPool, client: Client, names: Iterable<string>): void {
  const { WriteAttributes } = client.settings
  for (const name of names) {
    const known = pool.schema.some(({ Name }) => Name === name)
    if (!known) continue
    if (
      neverWritten.includes(name) ||
      !(WriteAttributes ? WriteAttributes.includes(name) : isStandard(name))
    ) {
      notAuthorized("A client attempted to write unauthorized attribute")
    }
  }
}

/** Throws InvalidParameterException for attributes that the pool's schema does not allow in a new user (DIR-070, DIR-071). */
export function requireConforming(
  pool: UserPool,
  attributes: ReadonlyMap<string, string>,
  { required }: { required: boolean },
): void {
  const unknown = [...attributes.keys()].find((name) => !findAttribute(pool, name))
  if (unknown) {
    invalidParameter(
      `Attributes did not conform to the schema: Type for attribute {${unknown}} could not be determined`,
    )
  }
  const missing = pool.schema.filter(
    ({ Name, Required }) => required && Required && Name !== "sub" && !attributes.get(Name!),
  )
  const problems = [
    ...missing.map(({ Name }) => `${Name}: The attribute is required`),
    ...[...attributes].flatMap(([name, value]) => constraintProblem(findAttribute(pool, name)!, value) ?? []),
  ]
  if (problems.length > 0) {
    invalidParameter(
      `Attributes did not conform to the schema: ${problems.map((line) => `${line}\n`).join("")}`,
    )
  }
  requireFormats(attributes)
}

/** Throws InvalidParameterException for changes that the schema does not allow an existing user (DIR-071, DIR-073). */
export function requireChangeable(pool: UserPool, attributes: ReadonlyMap<string, string>): void {
  const problems = [...attributes].flatMap(([name, value]) => {
    const attribute = findAttribute(pool, name)
    if (!attribute) return `user.${name}: Attribute does not exist in the schema.`
    if (!attribute.Mutable) return `user.${name}: Attribute cannot be updated.`
    const problem = constraintProblem(attribute, value)
    return problem ? `user.${problem}` : []
  })
  if (problems.length > 0) invalidParameter(problems.map((line) => `${line}\n`).join(""))
  requireFormats(attributes)
}

/** Throws InvalidParameterException unless these attributes may be taken from a user (DIR-074). */
export function requireDeletable(pool: UserPool, names: readonly string[]): void {
  for (const name of names) {
    const attribute = findAttribute(pool, name)
    if (!attribute)
      invalidParameter(`Invalid user attributes: ${name}: Attribute does not exist in the schema.\n`)
    if (attribute.Required)
      invalidParameter(`Invalid user attributes: ${name}: Required attribute cannot be deleted.`)
  }
}

function findAttribute(pool: UserPool, name: string): SchemaAttribute | undefined {
  return pool.schema.find(({ Name }) => Name === name || Name === `dev:${name}`)
}

function requireFormats(attributes: ReadonlyMap<string, string>): void {
  const email = attributes.get("email")
  if (email && !isEmail(email)) invalidParameter("Invalid email address format.")
  const phone = attributes.get("phone_number")
  if (phone && !isPhone(phone)) invalidParameter("Invalid phone number format.")
}

/** Whether this looks like an e-mail address. */
export function isEmail(value: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(value)
}

/** Whether this is a phone number in E.164. */
export function isPhone(value: string): boolean {
  return /^\+\d{2,15}$/.test(value)
}

/** What the schema has against a value; blank stands for none. */
function constraintProblem(attribute: SchemaAttribute, value: string): string | undefined {
  if (value === "") return undefined
  const { Name, AttributeDataType, StringAttributeConstraints, NumberAttributeConstraints } = attribute
  switch (AttributeDataType) {
    case "String": {
      const { MinLength, MaxLength } = StringAttributeConstraints ?? {}
      if (MinLength && value.length < Number(MinLength)) {
        return `${Name}: String must not be shorter than ${MinLength} characters`
      }
      if (MaxLength && value.length > Number(MaxLength)) {
        return `${Name}: String must not be longer than ${MaxLength} characters`
      }
      return undefined
    }
    case "Number": {
      const { MinValue, MaxValue } = NumberAttributeConstraints ?? {}
      if (!/^-?\d+(\.\d+)?$/.test(value)) return `${Name}: Value is not a number`
      if (MinValue && Number(value) < Number(MinValue))
        return `${Name}: Number must not be less than ${MinValue}`
      if (MaxValue && Number(value) > Number(MaxValue))
        return `${Name}: Number must not be greater than ${MaxValue}`
      return undefined
    }
    case "Boolean":
      return /^(true|false)$/i.test(value) ? undefined : `${Name}: Value is not a boolean`
    default:
      return Number.isNaN(Date.parse(value)) ? `${Name}: Value is not a date` : undefined
  }
}
