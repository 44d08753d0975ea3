import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import { Definition, DefinitionRows, SectionHeading } from "@/components/ui/definition-rows";
import { Unknown } from "@/components/ui/figures";
import { Time } from "@/components/ui/time";
import type { AiVersionView } from "@/lib/agents/views";
import { classificationWords, OVERSIGHT_WORDS } from "@/lib/agents/words";

/** What it is now; what nobody said is unknown. */
export function FactsSection({ agent }: { agent: AiVersionView }) {
  return (
    <section aria-labelledby="facts">
      <SectionHeading id="facts">What it is</SectionHeading>
      <Facts version={agent} />
    </section>
  );
}

export function Facts({ version }: { version: AiVersionView }) {
  const { owner, vendor, model, modelVersion, promptVersion, tools, assets, classification, oversight, from } = version;
  return (
    <DefinitionRows>
      <Definition term="Owner">{owner ?? <Unknown>nobody</Unknown>}</Definition>
      <Definition term="Vendor">{said(vendor)}</Definition>
      <Definition term="Model">{model ? [model, modelVersion].filter(Boolean).join(" ") : <Unknown />}</Definition>
      <Definition term="Prompt">{said(promptVersion)}</Definition>
      <Definition term="Oversight">{oversight ? OVERSIGHT_WORDS[oversight] : <Unknown />}</Definition>
      <Definition term="Tools" stacked>
        {tools.length > 0 ? <Chips names={tools} /> : <Unknown>none named</Unknown>}
      </Definition>
      <Definition term="May reach" stacked>
        {classification && <p>everything {classificationWords(classification)}</p>}
        {assets.length > 0 && <Chips names={assets.map(({ name }) => name)} />}
        {!classification && assets.length === 0 && <Unknown>nobody has said</Unknown>}
      </Definition>
      <Definition term="Holds since">{from ? <Time value={from} /> : <Unknown>nobody knows when</Unknown>}</Definition>
    </DefinitionRows>
  );
}

function said(text: string | null): ReactNode {
  return text ?? <Unknown />;
}

function Chips({ names }: { names: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1 py-0.5">
      {names.map((name) => (
        <Chip key={name} mono>
          {name}
        </Chip>
      ))}
    </span>
  );
}
