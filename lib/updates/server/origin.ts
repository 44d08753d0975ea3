/** Where this installation is reached by people: for links that leave it. Never taken from a request. */
export function originOf(): string {
  const configured = process.env.FIREBREAK_ORIGIN?.replace(/\/$/, "");
  return configured || `http://localhost:${process.env.PORT ?? "3000"}`;
}
