import type { Role } from "./model";

/** The demo's sign-ins, one a role. They exist only where the demo was made, and are printed there. */
export const DEMO_PASSWORD = "demo-northwind-labs";

export interface DemoAccount {
  email: string;
  name: string;
  role: Role;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: "commander@northwind.example", name: "Incident commander", role: "commander" },
  { email: "responder@northwind.example", name: "Responding engineer", role: "responder" },
  { email: "viewer@northwind.example", name: "Head of product", role: "viewer" },
  { email: "auditor@northwind.example", name: "Internal auditor", role: "auditor" },
  { email: "admin@northwind.example", name: "Administrator", role: "admin" },
];
