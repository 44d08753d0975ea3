import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { UserList } from "@/components/access/user-list";
import { pageContext } from "@/lib/api/server/page-context";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage() {
  const { actor } = await pageContext();
  if (!actor.permissions.has("administer")) notFound();
  return <UserList />;
}
