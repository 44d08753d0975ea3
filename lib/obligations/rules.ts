import type { Rule } from "./model";
import { RegimeSchema } from "./rule";
import { aiAct } from "./rules/ai-act";
import { australiaNdb } from "./rules/australia-ndb";
import { californiaCivilCode } from "./rules/california-civil-code";
import { californiaSb53 } from "./rules/california-sb-53";
import { certIn } from "./rules/cert-in";
import { circia } from "./rules/circia";
import { cra } from "./rules/cra";
import { dora } from "./rules/dora";
import { dpdp } from "./rules/dpdp";
import { gdpr } from "./rules/gdpr";
import { gpaiCode } from "./rules/gpai-code";
import { hipaa } from "./rules/hipaa";
import { newYorkRaise } from "./rules/new-york-raise";
import { nis2 } from "./rules/nis2";
import { nydfs } from "./rules/nydfs";
import { pdpa } from "./rules/pdpa";
import { sec8k } from "./rules/sec-8k";
import { ukGdpr } from "./rules/uk-gdpr";
import { ukResilienceBill } from "./rules/uk-resilience-bill";

const FILES = [
  gdpr,
  ukGdpr,
  nis2,
  dora,
  cra,
  aiAct,
  gpaiCode,
  sec8k,
  hipaa,
  californiaCivilCode,
  californiaSb53,
  newYorkRaise,
  nydfs,
  certIn,
  dpdp,
  pdpa,
  australiaNdb,
  circia,
  ukResilienceBill,
];

/** Every rule there is, checked when it is loaded, regime by regime. */
export const RULES: readonly Rule[] = FILES.flatMap((file) => {
  const { rules, ...regime } = RegimeSchema.parse(file);
  return rules.map((rule) => ({ ...regime, ...rule }));
});

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleOf(id: string): Rule | null {
  return BY_ID.get(id) ?? null;
}
