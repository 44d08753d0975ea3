import { migrateDatabase } from "@/db/migrate";

/** npm run migrate: for installations that run web and worker processes by themselves. */
const ownerUrl = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
if (!ownerUrl) throw new Error("Set DATABASE_OWNER_URL to the account that owns the database.");
await migrateDatabase(ownerUrl);
console.log("The database has the newest schema.");
