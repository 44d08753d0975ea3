import type { Metadata } from "next";
import { PeopleList } from "@/components/people/people-list";
import { pageContext } from "@/lib/api/server/page-context";
import { RegistryHeading } from "./registry-heading";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  await pageContext();
  return (
    <>
      <RegistryHeading />
      <PeopleList />
    </>
  );
}
