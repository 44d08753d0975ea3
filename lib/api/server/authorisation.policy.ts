/**
 * Who may call what, written a second time and by hand: the authorisation test holds every route against this list,
 * and fails for a route that is not in it.
 */
export const POLICY: Record<string, "public" | "signed-in" | "read" | "respond" | "command" | "administer" | "audit"> =
  {
    "POST /session": "public",
    "GET /session": "signed-in",
    "DELETE /session": "signed-in",
    "GET /session/demo": "public",
    "POST /setup": "public",
    "GET /sessions": "signed-in",
    "DELETE /sessions/{id}": "signed-in",
    "GET /people": "read",
    "GET /users": "administer",
    "POST /users": "administer",
    "PATCH /users/{id}": "administer",
    "GET /tokens": "signed-in",
    "POST /tokens": "signed-in",
    "DELETE /tokens/{id}": "signed-in",

    "GET /incidents": "read",
    "POST /incidents": "respond",
    "GET /incidents/{ref}": "read",
    "PATCH /incidents/{ref}": "respond",
    "GET /incidents/{ref}/room": "read",
    "POST /incidents/{ref}/named-times": "respond",
    "GET /incidents/{ref}/members": "read",
    "POST /incidents/{ref}/members": "command",
    "DELETE /incidents/{ref}/members/{userId}": "command",
    "POST /incidents/{ref}/roles": "respond",
  };
