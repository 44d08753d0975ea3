import * as z from "zod";
import { instantInput, textInput } from "@/lib/api/inputs";
import { LIMITS, PERMISSIONS, ROLES } from "./model";

const email = z
  .string()
  .trim()
  .max(LIMITS.emailLength)
  .transform((text) => text.normalize("NFKC").toLowerCase())
  .pipe(z.email("Give an e-mail address."));

const password = z
  .string()
  .min(LIMITS.passwordMin, `At least ${LIMITS.passwordMin} characters: a few words do.`)
  .max(LIMITS.passwordMax, `At most ${LIMITS.passwordMax} characters.`);

export const SignInInput = z.strictObject({
  email,
  password: z.string().min(1, "Type the password.").max(LIMITS.passwordMax),
});
export type SignInInput = z.output<typeof SignInInput>;

/** By a single-use link: makes the first admin, or sets an invited user's password. */
export const SetupInput = z.strictObject({
  token: z.string().min(20).max(200),
  email: email.optional(),
  name: textInput("Say who you are.", LIMITS.nameLength).optional(),
  password,
});
export type SetupInput = z.output<typeof SetupInput>;

export const AddUserInput = z.strictObject({
  email,
  name: textInput("Give a name.", LIMITS.nameLength),
  role: z.enum(ROLES),
});
export type AddUserInput = z.output<typeof AddUserInput>;

export const ChangeUserInput = z
  .strictObject({
    name: textInput("Give a name.", LIMITS.nameLength).optional(),
    role: z.enum(ROLES).optional(),
    disabled: z.boolean().optional(),
  })
  .refine((input) => Object.keys(input).length > 0, "Say what to change.");
export type ChangeUserInput = z.output<typeof ChangeUserInput>;

export const CreateTokenInput = z.strictObject({
  name: textInput("Give the token a name, so that it can be told apart later.", 80),
  scopes: z.array(z.enum(PERMISSIONS)).min(1, "Choose at least one scope.").max(PERMISSIONS.length),
  expiresAt: instantInput().optional(),
});
export type CreateTokenInput = z.output<typeof CreateTokenInput>;
