/** A bad radio spot: the connection stands, and one message in five is lost in either direction. */
import { lampDevices, type Trouble } from "./trouble.ts";

export const lostMessages: Trouble = {
  code: "lostMessages",
  concerns: "device",
  candidates: lampDevices,
  begin({ devices }, deviceId) {
    const { radio } = devices.get(deviceId)!;
    radio.loss = { up: 0.2, down: 0.2 };
    return () => {
      radio.loss = { up: 0, down: 0 };
    };
  },
};
