/** Errors of things of the city and what they report. */
import type { MessagesOf } from "./message.ts";

export const cityMessages = {
  "inventory/unknown": {
    title: "No such thing in the inventory",
    titleVi: "Không có trong danh mục",
    detailVi: "Không tìm thấy[ {sort}][ {id}] trong danh mục.",
  },
  "inventory/taken": {
    title: "The id is taken",
    titleVi: "Mã đã được dùng",
    detailVi: "Mã[ {id}] đã được dùng[ cho một {sort} khác]. Hãy chọn mã khác.",
  },
  "inventory/changed-meanwhile": {
    title: "Changed by someone else meanwhile",
    titleVi: "Đã có người khác sửa",
    detailVi: "[{sort} ][{id} ]đã được sửa trong lúc bạn làm việc. Hãy tải lại rồi sửa tiếp.",
  },
  "inventory/in-use": {
    title: "Still in use",
    titleVi: "Đang được sử dụng",
    detailVi: "[{sort} ][{id} ]vẫn đang được sử dụng[ bởi {by}].",
  },
  "inventory/retired": {
    title: "Out of use",
    titleVi: "Đã ngừng sử dụng",
    detailVi: "[{sort} ][{id} ]đã ngừng sử dụng.",
  },
  "inventory/invalid": {
    title: "The thing does not fit the others",
    titleVi: "Dữ liệu không khớp với danh mục",
    detailVi: "[{sort} ][{id} ]không khớp với những mục khác. Xem từng chỗ sai trong “places”.",
  },
  "inventory/import-rejected": {
    title: "The import has errors; nothing was changed",
    titleVi: "Tệp nhập có lỗi; chưa có gì thay đổi",
    detailVi: "Tệp nhập có lỗi[ ở {rows} dòng]. Chưa có gì thay đổi. Hãy sửa các dòng trong “places” rồi nhập lại.",
  },
  "fleet/unknown": {
    title: "The device has never been heard",
    titleVi: "Chưa từng nghe thấy thiết bị",
    detailVi: "Chưa từng nhận được tin từ thiết bị[ {id}].",
  },
} as const satisfies MessagesOf;
