import { api } from "@/lib/api/server/app";

export const dynamic = "force-dynamic";

const handler = (request: Request) => api.fetch(request);

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
