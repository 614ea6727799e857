/** Colours as people choose them, and as outputs take them. */

const fullChannel = 0xffff;

/**
 * @param hex "#rrggbb" in sRGB @param level percent of the brightest channel
 * @returns linear flux of red, green, blue, white. White stays off: it would wash the colour out.
 */
export function rgbwOf(hex: string, level: number): [number, number, number, number] {
  const channels = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  const most = Math.max(...channels);
  const scale = most === 0 ? 0 : ((level / 100) * fullChannel) / most;
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => Math.round(channel * scale));
  return [red, green, blue, 0];
}

/** @returns "#rrggbb" of the same hue at full brightness; what is dark is black. */
export function hexOf([red, green, blue, white]: readonly [number, number, number, number]): string {
  const channels = [red + white, green + white, blue + white];
  const most = Math.max(...channels);
  const byte = (channel: number) => Math.round(255 * (most === 0 ? 0 : encoded(channel / most)));
  return `#${channels.map((channel) => byte(channel).toString(16).padStart(2, "0")).join("")}`;
}

// IEC 61966-2-1
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const encoded = (value: number) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
