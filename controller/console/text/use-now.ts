/** The site's time, as a clock that moves. */
import { useEffect, useState } from "react";
import { useSite } from "../api-client/site.ts";

/** @param every ms between two looks. @returns EpochMs of the controller's clock. */
export function useNow(every = 1_000): number {
  const { ahead } = useSite();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now + ahead;
}
