/** The console's beginning in the browser: language first, then everything else. */
import "@fontsource/be-vietnam-pro/400.css";
import "@fontsource/be-vietnam-pro/500.css";
import "@fontsource/be-vietnam-pro/600.css";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./theme/ground.css";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api-client/query-client.ts";
import { App } from "./app/app.tsx";
import { keepTrue } from "./live/live-query.ts";
import { followOtherTabs, sessionEnded } from "./sign-in/session.ts";
import { preferredLanguage, speak } from "./text/language.ts";

const client = createQueryClient(() => sessionEnded(client));

keepTrue(client, (signedIn) => {
  if (signedIn) void client.invalidateQueries();
  else sessionEnded(client);
});
followOtherTabs(client);
await speak(preferredLanguage());
const place = document.getElementById("root");
if (place) createRoot(place).render(<App client={client} />);
