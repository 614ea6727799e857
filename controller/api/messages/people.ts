/** Errors of people and what they may do. */
import type { MessagesOf } from "./message.ts";

export const peopleMessages = {
  "people/not-signed-in": {
    title: "Not signed in",
    titleVi: "Chưa đăng nhập",
    detailVi: "Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại.",
  },
  "people/wrong-credentials": {
    title: "Wrong name or password",
    titleVi: "Sai tên hoặc mật khẩu",
    detailVi: "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đã bị khóa.",
  },
  "people/no-power": {
    title: "Your role does not allow this",
    titleVi: "Vai trò của bạn không cho phép",
    detailVi: "Vai trò của bạn không có quyền này[ ({power})]. Hãy hỏi người quản trị.",
  },
  "people/outside-area": {
    title: "Outside your areas",
    titleVi: "Ngoài khu vực của bạn",
    detailVi: "Khu vực[ {areaId}] nằm ngoài phạm vi được giao cho bạn[ (quyền {power})].",
  },
  "people/unknown": {
    title: "No such person or token",
    titleVi: "Không có người hoặc mã truy cập này",
    detailVi: "Không tìm thấy[ {id}].",
  },
  "people/taken": {
    title: "The name is taken",
    titleVi: "Tên đã được dùng",
    detailVi: "Đã có người hoặc mã truy cập mang tên[ {id}].",
  },
  "people/changed-meanwhile": {
    title: "Changed by someone else meanwhile",
    titleVi: "Đã có người khác sửa",
    detailVi: "Tài khoản[ {id}] đã được sửa trong lúc bạn làm việc. Hãy tải lại rồi sửa tiếp.",
  },
  "people/last-administrator": {
    title: "The last administrator stays",
    titleVi: "Phải còn ít nhất một quản trị viên",
    detailVi: "[{id} là ]quản trị viên cuối cùng của toàn hệ thống. Hãy giao quyền đó cho người khác trước.",
  },
  "people/weak-password": {
    title: "The password is too weak",
    titleVi: "Mật khẩu quá yếu",
    detailVi: "Mật khẩu quá yếu. Dùng ít nhất {minimum} ký tự, dễ nhớ với bạn nhưng khó đoán, không chứa tên của bạn.",
  },
} as const satisfies MessagesOf;
