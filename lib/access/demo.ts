import type { Role } from "./model";

/** Printed at the demo's first start and on its sign-in page; an installation for real use has none of these. */
export const DEMO_PASSWORD = "northwind-demo-2026";

export const DEMO_USERS: readonly { email: string; name: string; role: Role }[] = [
  { email: "commander@northwind.example", name: "Ines Commander", role: "commander" },
  { email: "responder@northwind.example", name: "Ravi Responder", role: "responder" },
  { email: "admin@northwind.example", name: "Ada Admin", role: "admin" },
  { email: "auditor@northwind.example", name: "Omar Auditor", role: "auditor" },
  { email: "viewer@northwind.example", name: "Vera Viewer", role: "viewer" },
];
