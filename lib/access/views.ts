import * as z from "zod";
import { PERMISSIONS, ROLES } from "./model";

export const UserView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabledAt: z.string().nullable(),
  createdAt: z.string(),
});
export type UserView = z.output<typeof UserView>;

/** What everybody may know of a colleague: enough to pick an owner or a member. */
export const PersonView = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) });
export type PersonView = z.output<typeof PersonView>;

export const SessionView = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES) }),
  permissions: z.array(z.enum(PERMISSIONS)),
  demo: z.boolean(),
});
export type SessionView = z.output<typeof SessionView>;

export const OwnSessionView = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  expiresAt: z.string(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type OwnSessionView = z.output<typeof OwnSessionView>;

export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(PERMISSIONS)),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type TokenView = z.output<typeof TokenView>;

/** The only answer that ever holds the token itself. */
export const NewTokenView = TokenView.extend({ token: z.string() });
export type NewTokenView = z.output<typeof NewTokenView>;

export const DemoSignInView = z.object({
  email: z.string(),
  password: z.string(),
  role: z.enum(ROLES),
  name: z.string(),
});
export type DemoSignInView = z.output<typeof DemoSignInView>;
