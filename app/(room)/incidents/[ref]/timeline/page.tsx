import type { Metadata } from "next";
import IncidentPage from "../page";

export const metadata: Metadata = { title: "Timeline" };

export default IncidentPage;
