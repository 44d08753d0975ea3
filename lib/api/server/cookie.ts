/** `__Host-` wants https; on plain http (a laptop, a test) the cookie goes without. */
export function isSecureOrigin(): boolean {
  return process.env.FIREBREAK_ORIGIN?.startsWith("https://") ?? false;
}

function cookieName(): string {
  return isSecureOrigin() ? "__Host-firebreak" : "firebreak";
}

export function sessionCookie(header: string | null): string | null {
  const name = cookieName();
  for (const part of header?.split(";") ?? []) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name && value) return value;
  }
  return null;
}

export function setSessionCookie(secret: string, maxAgeSeconds: number): string {
  const secure = isSecureOrigin() ? "; Secure" : "";
  return `${cookieName()}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}

export function clearSessionCookie(): string {
  return setSessionCookie("", 0);
}
