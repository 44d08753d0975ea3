import { PageHeading } from "@/components/ui/page-heading";
import { TabsNav } from "@/components/ui/tabs-nav";

const TABS = [
  { href: "/assets", label: "Assets" },
  { href: "/people", label: "People" },
  { href: "/people/identities", label: "Identities" },
  { href: "/people/clearances", label: "Clearances" },
];

export function RegistryHeading() {
  return (
    <>
      <PageHeading
        title="Assets & people"
        lead="What holds data, whom logs name, and who was allowed to reach what when. Every exposure answer rests on these."
      />
      <div className="mb-4">
        <TabsNav label="Parts of the registry" tabs={TABS} />
      </div>
    </>
  );
}
