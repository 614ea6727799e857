/** Errors of plans, their previews, and wide actions. */
import type { MessagesOf } from "./message.ts";

export const plansMessages = {
  "plans/unknown": {
    title: "No such order",
    titleVi: "Không có lệnh này",
    detailVi: "Không tìm thấy lệnh[ {id}].",
  },
  "plans/empty-target": {
    title: "No lamp is meant",
    titleVi: "Không có đèn nào được chọn",
    detailVi: "Lệnh không trúng đèn nào. Hãy kiểm tra khu vực, nhóm hoặc danh sách đèn.",
  },
  "plans/bad-period": {
    title: "The period makes no sense",
    titleVi: "Khoảng thời gian không hợp lệ",
    detailVi: "Khoảng thời gian không hợp lệ: kết thúc phải sau bắt đầu và ở tương lai.",
  },
  "plans/over-cap": {
    title: "Longer than is allowed",
    titleVi: "Dài hơn mức cho phép",
    detailVi: "Lệnh dài hơn mức cho phép[ ({days} ngày)]. Hãy rút ngắn.",
  },
  "plans/locked": {
    title: "People work there",
    titleVi: "Đang có người làm việc",
    detailVi: "Đang có khóa an toàn[ của {holder}]. Chỉ người giữ khóa hoặc giám sát viên mới được mở.",
  },
  "plans/not-holder": {
    title: "The lock is another's",
    titleVi: "Khóa của người khác",
    detailVi: "Khóa này do người khác giữ[: {holder}].",
  },
  "plans/ended": {
    title: "The order has ended",
    titleVi: "Lệnh đã kết thúc",
    detailVi: "Lệnh[ {id}] đã kết thúc và không thể thay đổi.",
  },
  "plans/unsupported": {
    title: "The lamps cannot do this",
    titleVi: "Đèn không làm được",
    detailVi: "Thiết bị không hỗ trợ lệnh này[: {what}].",
  },
  "plans/confirm-needed": {
    title: "This has to be confirmed",
    titleVi: "Cần xác nhận",
    detailVi: "Lệnh này có rủi ro và cần được xác nhận[: {what}].",
  },
  "plans/taken": {
    title: "That exists already",
    titleVi: "Đã có",
    detailVi: "Kế hoạch chiếu sáng[ {id}] đã có hoặc vừa được người khác tạo.",
  },
  "plans/changed-meanwhile": {
    title: "Somebody else changed it meanwhile",
    titleVi: "Người khác vừa thay đổi",
    detailVi: "[{person} ]đã lưu bản nháp này[ lúc {at}]. Hãy đọc lại rồi sửa tiếp.",
  },
  "plans/no-draft": {
    title: "There is no draft",
    titleVi: "Không có bản nháp",
    detailVi: "Kế hoạch chiếu sáng[ {id}] không có bản nháp hay bản trước phù hợp.",
  },
  "plans/second-person": {
    title: "Somebody else has to approve this",
    titleVi: "Cần người khác chấp thuận",
    detailVi:
      "Việc này[ ảnh hưởng {lamps} đèn, trên mức {above} đèn,] phải do người khác chấp thuận, không phải người đề nghị[ ({person})].",
  },
  "plans/invalid": {
    title: "The plan cannot be used",
    titleVi: "Kế hoạch chiếu sáng có lỗi",
    detailVi: "Kế hoạch chiếu sáng[ {id}] còn lỗi. Xem từng chỗ sai trong “places”.",
  },
  "plans/dark-cabinets": {
    title: "Two people for more than one dark cabinet",
    titleVi: "Tắt hết đèn của nhiều tủ phải có hai người",
    detailVi:
      "Lệnh này để {cabinets} tủ không còn đèn đường nào sáng[ và đưa {lamps} đèn xuống dưới mức sàn của đường]. Một người đề nghị, người khác[ (không phải {person})] ra lệnh.",
  },
  "plans/preview-unknown": {
    title: "No such preview",
    titleVi: "Không có bản chạy thử này",
    detailVi: "Không tìm thấy bản chạy thử[ {id}]. Kết quả chỉ được giữ trong một thời gian; hãy chạy lại.",
  },
  "plans/preview-unfinished": {
    title: "The preview has no result",
    titleVi: "Bản chạy thử chưa có kết quả",
    detailVi: "Bản chạy thử[ {id}] chưa có kết quả. Hãy đợi đến khi xong[ (hiện {percent} %)].",
  },
  "plans/previews-full": {
    title: "Too many previews at once",
    titleVi: "Quá nhiều bản chạy thử cùng lúc",
    detailVi: "Bạn đang chạy thử {running} bản cùng lúc, tối đa {most}. Hãy đợi hoặc hủy bớt.",
  },
  "jobs/unknown": {
    title: "No such job",
    titleVi: "Không có công việc này",
    detailVi: "Không tìm thấy công việc[ {id}].",
  },
  "jobs/ended": {
    title: "The job has ended",
    titleVi: "Công việc đã kết thúc",
    detailVi: "Công việc[ {id}] đã kết thúc.",
  },
  "jobs/cannot-pause": {
    title: "This job is not paused",
    titleVi: "Công việc này không tạm dừng được",
    detailVi: "Khóa an toàn, cắt điện và khẩn cấp bảo vệ con người nên được thực hiện liền mạch, không tạm dừng.",
  },
} as const satisfies MessagesOf;
