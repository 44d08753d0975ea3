import * as z from "zod";
import { db } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import { clearSessionCookie, setSessionCookie } from "@/lib/api/server/cookie";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { dateToInstant } from "@/lib/time/instant";
import { AddUserInput, ChangeUserInput, CreateTokenInput, SetupInput, SignInInput } from "../inputs";
import { DemoSignInView, NewTokenView, OwnSessionView, PersonView, SessionView, TokenView, UserView } from "../views";
import { listDemoSignIns } from "./demo";
import { createToken, listOwnSessions, listTokens, revokeToken } from "./manage-tokens";
import { addUser, changeUser, listPeople, listUsers } from "./manage-users";
import { requireActor } from "./require";
import { openSession } from "./sessions";
import { setUp } from "./set-up";
import { signIn, userById } from "./sign-in";
import { signOut } from "./sign-out";

const IdParams = z.object({ id: z.uuid() });
const DAY_SECONDS = 86_400;
const page = <T extends z.ZodType>(view: T) => z.object({ data: z.array(view), nextCursor: z.string().nullable() });

function withCookie(secret: string, status: number): Response {
  return Response.json({ ok: true }, { status, headers: { "Set-Cookie": setSessionCookie(secret, DAY_SECONDS) } });
}

export const accessRoutes: Route[] = [
  defineRoute({
    method: "post",
    path: "/session",
    summary: "Sign in with e-mail and password",
    permission: "public",
    body: SignInInput,
    status: 201,
    view: z.object({ ok: z.boolean() }),
    run: async (ctx, { body, request }) => {
      const { secret } = await signIn(ctx, body, request.headers.get("user-agent"));
      return withCookie(secret, 201) as never;
    },
  }),
  defineRoute({
    method: "get",
    path: "/session",
    summary: "Who is signed in, with which rights",
    permission: "signed-in",
    view: SessionView,
    run: async (ctx) => {
      const actor = requireActor(ctx);
      const user = await userById(actor.userId);
      if (!user) throw new AppError("unauthenticated", "This user is gone.");
      const { id, name, email, role } = user;
      return { user: { id, name, email, role }, permissions: [...actor.permissions], demo: user.demo === 1 };
    },
  }),
  defineRoute({
    method: "delete",
    path: "/session",
    summary: "Sign out",
    permission: "signed-in",
    view: null,
    run: async (ctx) => {
      await signOut(ctx);
      const headers = { "Set-Cookie": clearSessionCookie(), "Clear-Site-Data": '"storage"' };
      return new Response(null, { status: 204, headers }) as never;
    },
  }),
  defineRoute({
    method: "get",
    path: "/session/demo",
    summary: "The demo's sign-ins, in a demo",
    permission: "public",
    view: page(DemoSignInView),
    run: () => listDemoSignIns(),
  }),
  defineRoute({
    method: "post",
    path: "/setup",
    summary: "Use a setup link: make the first admin, or set a password",
    permission: "public",
    body: SetupInput,
    status: 201,
    view: z.object({ ok: z.boolean() }),
    run: async (ctx, { body, request }) => {
      const id = await setUp(ctx, body);
      const now = dateToInstant(new Date());
      const session = await openSession(
        db(),
        { id },
        { now, ip: ctx.ip, userAgent: request.headers.get("user-agent") },
      );
      return withCookie(session.secret, 201) as never;
    },
  }),
  defineRoute({
    method: "get",
    path: "/sessions",
    summary: "One's own sessions",
    permission: "signed-in",
    view: page(OwnSessionView),
    run: (ctx) => listOwnSessions(ctx),
  }),
  defineRoute({
    method: "delete",
    path: "/sessions/{id}",
    summary: "End one of one's own sessions",
    permission: "signed-in",
    params: IdParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => signOut(ctx, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/people",
    summary: "Users who can be owner, member or reviewer",
    permission: "read",
    view: page(PersonView),
    run: (ctx) => listPeople(ctx),
  }),
  defineRoute({
    method: "get",
    path: "/users",
    summary: "All users",
    permission: "administer",
    view: page(UserView),
    run: (ctx) => listUsers(ctx),
  }),
  defineRoute({
    method: "post",
    path: "/users",
    summary: "Add a user; the answer holds a single-use link to set a password",
    permission: "administer",
    body: AddUserInput,
    status: 201,
    view: UserView.extend({ setupToken: z.string() }),
    run: (ctx, { body }) => addUser(ctx, body),
  }),
  defineRoute({
    method: "patch",
    path: "/users/{id}",
    summary: "Change a user's name or role, or disable them",
    permission: "administer",
    params: IdParams,
    body: ChangeUserInput,
    view: UserView,
    run: (ctx, { params, body }) => changeUser(ctx, params.id, body),
  }),
  defineRoute({
    method: "get",
    path: "/tokens",
    summary: "One's own API tokens",
    permission: "signed-in",
    view: page(TokenView),
    run: (ctx) => listTokens(ctx),
  }),
  defineRoute({
    method: "post",
    path: "/tokens",
    summary: "Create an API token; it is shown this once",
    permission: "signed-in",
    body: CreateTokenInput,
    status: 201,
    view: NewTokenView,
    run: (ctx, { body }) => createToken(ctx, body),
  }),
  defineRoute({
    method: "delete",
    path: "/tokens/{id}",
    summary: "Revoke one of one's own API tokens",
    permission: "signed-in",
    params: IdParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => revokeToken(ctx, params.id),
  }),
];
