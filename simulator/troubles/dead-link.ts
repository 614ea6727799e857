/** No coverage: the connection is lost and none can be made. The lamp goes on by itself. */
import { lampDevices, type Trouble } from "./trouble.ts";

export const deadLink: Trouble = {
  code: "deadLink",
  concerns: "device",
  candidates: lampDevices,
  begin({ devices }, deviceId) {
    const { radio } = devices.get(deviceId)!;
    radio.setCoverage(false);
    return () => radio.setCoverage(true);
  },
};
