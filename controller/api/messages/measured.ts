/** Errors of what was measured, what it cost, and reports of it. */
import type { MessagesOf } from "./message.ts";

export const measuredMessages = {
  "telemetry/unavailable": {
    title: "Measurements cannot be read now",
    titleVi: "Chưa đọc được số liệu đo",
    detailVi: "Tạm thời chưa đọc được số liệu đo. Hãy thử lại sau ít phút.",
  },
  "telemetry/bad-range": {
    title: "The range cannot be answered",
    titleVi: "Khoảng truy vấn không hợp lệ",
    detailVi: "Khoảng thời gian truy vấn không hợp lệ hoặc quá dài.",
  },
  "telemetry/not-forwarded": {
    title: "No InfluxDB is configured",
    titleVi: "Chưa cấu hình InfluxDB",
    detailVi: "Chưa cấu hình InfluxDB. Hãy đặt DEN_INFLUX_URL rồi khởi động lại.",
  },
  "energy/unknown": {
    title: "Nothing was recorded there",
    titleVi: "Chưa có số liệu ghi nhận",
    detailVi: "Chưa có số liệu nền nào được ghi nhận[ cho khu vực {id}].",
  },
  "energy/changed-meanwhile": {
    title: "Somebody else changed it meanwhile",
    titleVi: "Người khác vừa thay đổi",
    detailVi: "Số liệu đã khác với bản bạn đọc[: {person} đã lưu lúc {at}]. Hãy đọc lại rồi sửa tiếp.",
  },
  "energy/invalid": {
    title: "The figures contradict each other",
    titleVi: "Số liệu mâu thuẫn",
    detailVi: "Số liệu có chỗ sai. Xem từng chỗ trong “places”.",
  },
  "energy/import-rejected": {
    title: "The file of bills has errors",
    titleVi: "Tệp hóa đơn có lỗi",
    detailVi: "Tệp hóa đơn[ có {count} chỗ] sai. Chưa có gì thay đổi. Xem từng chỗ trong “places”.",
  },
  "energy/import-unknown": {
    title: "No such import of bills",
    titleVi: "Không có lần nhập hóa đơn này",
    detailVi: "Không có lần nhập hóa đơn[ {id}].",
  },
  "energy/import-taken": {
    title: "The import or one of its bills exists already",
    titleVi: "Lần nhập hoặc hóa đơn đã tồn tại",
    detailVi:
      "Mã nhập[ {id}] đã dùng, hoặc người khác vừa nhập cùng kỳ hóa đơn. Chưa có gì thay đổi; hãy chọn mã khác hoặc thử lại.",
  },
  "energy/import-undone": {
    title: "The import was undone already",
    titleVi: "Lần nhập đã được hoàn tác",
    detailVi: "Lần nhập hóa đơn[ {id}] đã được hoàn tác trước đó.",
  },
  "reports/unknown": {
    title: "No such report",
    titleVi: "Không có báo cáo này",
    detailVi: "Không tìm thấy báo cáo[ {id}]. Có thể báo cáo đã được xóa; hãy lập lại.",
  },
  "reports/unfinished": {
    title: "The report is not done",
    titleVi: "Báo cáo chưa xong",
    detailVi: "Báo cáo[ {id}] chưa có tệp để tải. Hãy đợi đến khi xong[ (hiện {percent} %)].",
  },
  "reports/future": {
    title: "The month has not begun",
    titleVi: "Tháng này chưa đến",
    detailVi: "Tháng {month} chưa bắt đầu. Hãy chọn một tháng trước đó.",
  },
  "reports/full": {
    title: "Too many reports at once",
    titleVi: "Quá nhiều báo cáo cùng lúc",
    detailVi: "Đang có {most} báo cáo chờ lập. Hãy đợi một báo cáo xong rồi thử lại.",
  },
} as const satisfies MessagesOf;
