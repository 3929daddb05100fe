import type { SchemaAttributeType } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../errors.ts"
import type { Given } from "../operation.ts"

export type SchemaAttribute = Given<SchemaAttributeType> & { Name: string }

const text = (Name: string, MinLength = "0", MaxLength = "2048"): SchemaAttribute => ({
  Name,
  AttributeDataType: "String",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  StringAttributeConstraints: { MinLength, MaxLength },
})

const flag = (Name: string): SchemaAttribute => ({
  Name,
  AttributeDataType: "Boolean",
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
})

/** The 20 attributes of every pool, in the service's order (DIR-006). */
function standardAttributes(): SchemaAttribute[] {
  const names =
    "name given_name family_name middle_name nickname preferred_username profile picture website email"
  return [
    { ...text("sub", "1"), Mutable: false, Required: true },
    ...names.split(" ").map((name) => text(name)),
    flag("email_verified"),
    text("gender"),
    text("birthdate", "10", "10"),
    text("zoneinfo"),
    text("locale"),
    text("phone_number"),
    flag("phone_number_verified"),
    text("address"),
    {
      Name: "updated_at",
      AttributeDataType: "Number",
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      NumberAttributeConstraints: { MinValue: "0" },
    },
  ]
}

/** Whether an attribute is one that every pool has. */
export function isStandard(name: string): boolean {
  return standardNames.has(name)
}

const standardNames = new Set(standardAttributes().map(({ Name }) => Name))
const maxCustomAttributes = 50

/** A pool's schema out of the Schema of CreateUserPool; throws InvalidParameterException (DIR-011). */
export function newSchema(given: readonly Given<SchemaAttributeType>[]): SchemaAttribute[] {
  const schema = standardAttributes()
  for (const attribute of given) {
    const name = attribute.Name!
    const standard = schema.find(({ Name }) => Name === name && isStandard(name))
    if (!standard) continue
    const otherType =
      attribute.AttributeDataType && attribute.AttributeDataType !== standard.AttributeDataType
    if (otherType || attribute.DeveloperOnlyAttribute) {
      invalidParameter(
        `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${name}`,
      )
    }
    Object.assign(standard, attribute)
  }
  extendSchema(
    schema,
    given.filter(({ Name }) => !isStandard(Name!)),
    (name) => `Duplicate custom attribute names ${name} are not allowed in a user pool schema.`,
  )
  return schema
}

/** Adds custom attributes to a schema; `duplicate` words the refusal of a name that is taken. */
export function extendSchema(
  schema: SchemaAttribute[],
  given: readonly Given<SchemaAttributeType>[],
  duplicate: (name: string) => string,
): void {
  const added: SchemaAttribute[] = []
  for (const attribute of given) {
    const made = customAttribute(attribute)
    if ([...schema, ...added].some(({ Name }) => Name === made.Name)) invalidParameter(duplicate(made.Name))
    added.push(made)
  }
  const custom = schema.filter(({ Name }) => !isStandard(Name))
  if (custom.length + added.length > maxCustomAttributes) {
    invalidParameter(
      `1 validation error detected: Value at 'schema' failed to satisfy constraint: Member must have length less than or equal to ${maxCustomAttributes}`,
    )
  }
  schema.push(...added)
}

function customAttribute(given: Given<SchemaAttributeType>): SchemaAttribute {
  const type = given.AttributeDataType ?? "String"
  const developerOnly = given.DeveloperOnlyAttribute ?? false
  const Name = `${developerOnly ? "dev:custom:" : "custom:"}${given.Name}`
  if (given.Required) invalidParameter("Required custom attributes are not supported currently.")
  const { MinLength, MaxLength } = given.StringAttributeConstraints ?? {}
  if (Number(MaxLength ?? Number.POSITIVE_INFINITY) < Number(MinLength ?? 0)) {
    invalidParameter(`Attribute ${Name} cannot have a max length shorter than it's min length`)
  }
  const { MinValue, MaxValue } = given.NumberAttributeConstraints ?? {}
  if (MinValue !== undefined && MaxValue !== undefined && Number(MaxValue) < Number(MinValue)) {
    invalidParameter(`Attribute ${Name} cannot have a max value smaller than it's min value`)
  }
  return {
    Name,
    AttributeDataType: type,
    DeveloperOnlyAttribute: developerOnly,
    Mutable: given.Mutable ?? true,
    Required: false,
    ...(type === "String" && { StringAttributeConstraints: given.StringAttributeConstraints ?? {} }),
    ...(type === "Number" && { NumberAttributeConstraints: given.NumberAttributeConstraints ?? {} }),
  }
}
