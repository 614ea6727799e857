/** Errors of the service itself: requests, configuration, disk, broker. */
import type { MessagesOf } from "./message.ts";

export const serviceMessages = {
  "request/malformed": {
    title: "The request is not understood",
    titleVi: "Yêu cầu không hợp lệ",
    detailVi: "Yêu cầu không đúng khuôn dạng. Xem từng chỗ sai trong “places”.",
  },
  "request/too-large": {
    title: "The request is too large",
    titleVi: "Yêu cầu quá lớn",
    detailVi: "Nội dung gửi lên vượt quá giới hạn[ {limit} byte]. Hãy chia nhỏ rồi gửi lại.",
  },
  "request/unsupported-type": {
    title: "This content type is not accepted here",
    titleVi: "Kiểu nội dung không được chấp nhận",
    detailVi: "Kiểu nội dung[ {type}] không được chấp nhận ở đây. Hãy gửi application/json.",
  },
  "request/unknown-route": {
    title: "There is nothing at this address",
    titleVi: "Không có gì ở địa chỉ này",
    detailVi: "Không có thao tác nào ở địa chỉ này[: {method} {path}]. Xem danh sách ở /api/v1/.",
  },
  "request/foreign-origin": {
    title: "The request comes from another site",
    titleVi: "Yêu cầu đến từ trang khác",
    detailVi: "Trình duyệt gửi yêu cầu này từ trang khác[ ({origin})]. Hãy mở Den trực tiếp rồi thử lại.",
  },
  "request/rate": {
    title: "Too many requests",
    titleVi: "Quá nhiều yêu cầu",
    detailVi: "Quá nhiều lần thử.[ Hãy đợi {seconds} giây rồi thử lại.]",
  },
  "request/key-reused": {
    title: "The key was used for another request",
    titleVi: "Khóa đã dùng cho yêu cầu khác",
    detailVi: "Khóa[ {key}] đã được dùng cho một yêu cầu khác. Hãy tạo khóa mới.",
  },
  "config/invalid": {
    title: "A setting is out of range",
    titleVi: "Cấu hình không hợp lệ",
    detailVi: "Cấu hình[ {name}={value}] không hợp lệ. Hãy sửa rồi khởi động lại.",
  },
  "data/locked": {
    title: "The data folder is in use",
    titleVi: "Thư mục dữ liệu đang được dùng",
    detailVi: "Thư mục dữ liệu[ {folder}] đang được dùng[ bởi tiến trình {pid} trên {host} từ {since}].",
  },
  "data/unwritable": {
    title: "The data folder cannot be written",
    titleVi: "Không ghi được dữ liệu",
    detailVi: "Không ghi được vào[ {folder}] thư mục dữ liệu. Hãy kiểm tra quyền và dung lượng còn trống.",
  },
  "data/damaged": {
    title: "The data is damaged",
    titleVi: "Dữ liệu bị hỏng",
    detailVi: "Dữ liệu bị hỏng hoặc do phiên bản mới hơn ghi. Chưa có gì thay đổi. Hãy khôi phục bản sao lưu gần nhất.",
  },
  "port/taken": {
    title: "The port is taken",
    titleVi: "Cổng đang được dùng",
    detailVi: "Cổng[ {port}] đang được chương trình khác dùng.",
  },
  "broker/unreachable": {
    title: "The broker cannot be reached",
    titleVi: "Không kết nối được máy chủ MQTT",
    detailVi: "Không kết nối được máy chủ MQTT[ {url}].",
  },
  internal: {
    title: "Something went wrong here",
    titleVi: "Lỗi bên trong hệ thống",
    detailVi: "Có lỗi bên trong hệ thống[ (mã {incident})]. Lỗi đã được ghi lại; hãy báo người quản trị.",
  },
} as const satisfies MessagesOf;
