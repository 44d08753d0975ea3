import { parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { PRINCIPAL_KINDS } from "@/lib/people/model";

/** What the list of people shows, as it stands in the address. */
export const peopleParsers = {
  q: parseAsString.withDefault(""),
  kind: parseAsStringLiteral(PRINCIPAL_KINDS),
  /** The one that is open, or "new". */
  principal: parseAsString,
  import: parseAsBoolean.withDefault(false),
};

/** Whose logs the identities are of. */
export const identityParsers = { incident: parseAsString };
