/** The battery-backed clock is wrong by three years and the device believes it until the network tells it better. */
import type { Trouble } from "./trouble.ts";

const threeYears = 3 * 365 * 86_400_000;

export const wrongClock: Trouble = {
  code: "wrongClock",
  concerns: "device",
  candidates: ({ city }) => city.hardware.filter(({ rtc }) => rtc !== undefined).map(({ deviceId }) => deviceId),
  begin({ devices }, deviceId) {
    const device = devices.get(deviceId)!;
    device.setClockWrong(-threeYears);
    return () => device.setClockWrong(0);
  },
};
