/** How printed reports look: an A4 page in black and one blue that survives a grey copier, and a font with all Vietnamese marks. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Points, 72 to the inch. */
export const page = { width: 595.28, height: 841.89, margin: 48, footer: 28 };
export const contentWidth = page.width - 2 * page.margin;
/** Below this nothing of the content may reach. */
export const contentBottom = page.height - page.margin - page.footer;

export const colors = {
  ink: "#16202c",
  quiet: "#5b6775",
  line: "#c9d0d8",
  band: "#f2f5f8",
  notice: "#fdf3dc",
  noticeEdge: "#b7791f",
  /** Of the series of a chart, told apart by lightness as well: a report is copied in grey. */
  series: ["#14507a", "#7fb2d6", "#c9d0d8", "#e0a93b"],
} as const;

export const sizes = { title: 19, heading: 12.5, text: 9, small: 7.5, figure: 15 };

const fontFile = (name: string) =>
  readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/be-vietnam-pro/${name}.ttf`)));

/** Read when the first report is printed: whoever prints none pays nothing. */
export function readFonts(): Readonly<Record<"regular" | "bold", Uint8Array>> {
  return {
    regular: fontFile("400Regular/BeVietnamPro_400Regular"),
    bold: fontFile("600SemiBold/BeVietnamPro_600SemiBold"),
  };
}
