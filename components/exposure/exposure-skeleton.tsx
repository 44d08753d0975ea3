import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** The page's shape while the answer is on its way. */
export function ExposureSkeleton() {
  return (
    <div className="mt-3.5">
      <Skeleton className="mb-2.5 h-7 w-full" />
      <Skeleton className="mb-3 h-22 w-full rounded-lg" />
      <Skeleton className="mb-5 h-70 w-full" />
      <Skeleton className="mb-3 h-7 w-96 max-w-full" />
      <SkeletonRows rows={5} label="Computing the exposure answer" />
    </div>
  );
}
