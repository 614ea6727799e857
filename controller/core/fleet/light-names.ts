/** The one catalogue of what people call the sources of light and the filters behind them: every screen, word and answer reads the same. */
import type { Filter, Source } from "#protocol/wire/vocabulary.ts";

export interface BothLanguages {
  readonly vi: string;
  readonly en: string;
}

/** What decides an output's light, as it stands after "because of", "outranked by" and "do". */
export const sourceNames: Readonly<Record<Source, BothLanguages>> = {
  hand: { vi: "công tắc tay tại tủ", en: "the selector at the cabinet" },
  isolate: { vi: "lệnh cắt điện", en: "an isolation" },
  lock: { vi: "khóa an toàn", en: "a work lock" },
  emergency: { vi: "lệnh khẩn cấp", en: "an emergency order" },
  override: { vi: "lệnh điều khiển tạm thời", en: "a manual override" },
  frames: { vi: "bàn điều khiển trực tiếp", en: "a live desk" },
  show: { vi: "chương trình trình diễn", en: "a light show" },
  scene: { vi: "cảnh chiếu sáng", en: "a scene" },
  sensor: { vi: "cảm biến", en: "a sensor" },
  calendar: { vi: "lịch chiếu sáng", en: "the calendar" },
  fallback: { vi: "chế độ dự phòng theo mặt trời", en: "the fallback by the sun" },
};

/** What changed the wish of the source. */
export const filterNames: Readonly<Record<Filter, BothLanguages>> = {
  limit: { vi: "giới hạn mức sáng", en: "a limit" },
  floor: { vi: "mức sáng tối thiểu của đường", en: "the road's floor" },
  flash: { vi: "giới hạn nhấp nháy", en: "the flash limit" },
  transition: { vi: "giới hạn tốc độ chuyển", en: "the transition limit" },
  power: { vi: "giới hạn công suất", en: "the power budget" },
};
