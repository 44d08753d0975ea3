import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, Ctx } from "./context";
import { requestContext } from "./request-context";

/** The context of the page being rendered, also when nobody is signed in. Once per request. */
export const visitorContext = cache(async (): Promise<Ctx> => {
  const given = new Headers(await headers());
  // A page is opened with a session; a token belongs to the API.
  given.delete("authorization");
  return requestContext(new Request("http://page", { headers: given }));
});

/** The context of a page for people who are signed in; others are sent to sign in, and come back afterwards. */
export async function pageContext(): Promise<Ctx & { actor: Actor }> {
  const ctx = await visitorContext();
  if (!ctx.actor) {
    const path = (await headers()).get("x-path");
    redirect(path && path !== "/" ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
  }
  return ctx as Ctx & { actor: Actor };
}
