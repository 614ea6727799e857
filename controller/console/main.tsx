/** The console's beginning in the browser: language first, then everything else. */
import "@fontsource/be-vietnam-pro/400.css";
import "@fontsource/be-vietnam-pro/500.css";
import "@fontsource/be-vietnam-pro/600.css";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme/ground.css";
import { createRoot } from "react-dom/client";
import { meQuery } from "./api-client/me.ts";
import { createQueryClient } from "./api-client/query-client.ts";
import { App } from "./app/app.tsx";
import { keepTrue } from "./live/live-query.ts";
import { pageStream } from "./live/reach-stream.ts";
import { preferredLanguage, speak } from "./text/language.ts";

const client = createQueryClient(signedOut);

function signedOut(): void {
  pageStream.stop();
  // nothing that was read for one person is shown to the next
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  client.setQueryData(meQuery.queryKey, null);
}

keepTrue(client, (signedIn) => {
  if (signedIn) void client.invalidateQueries();
  else signedOut();
});
await speak(preferredLanguage());
const place = document.getElementById("root");
if (place) createRoot(place).render(<App client={client} />);
