/** What each error code says to a person, in English and Vietnamese. */
import type { ErrorCode } from "../errors.ts";

interface Message {
  /** The kind of error in a few words, the same for every occurrence. */
  title: string;
  titleVi: string;
  /**
   * The sentence in Vietnamese; the English one is thrown with the error. `{name}` is a parameter;
   * a part in square brackets is left out when one of its parameters is not given.
   */
  detailVi: string;
}

/** A sentence from its template. Values are put in as they are: who shows them escapes them. */
export function fillIn(template: string, params: Readonly<Record<string, string | number>>): string {
  const value = (_: string, name: string) => String(params[name] ?? "?");
  const isGiven = (match: RegExpExecArray) => params[match[1] ?? ""] !== undefined;
  // one pass over both forms, so that a value with brackets in it is never read as a template
  return template.replace(/\[([^\]]*)\]|\{(\w+)\}/g, (whole, part: string | undefined, name: string | undefined) => {
    if (part === undefined) return value(whole, name ?? "");
    return [...part.matchAll(/\{(\w+)\}/g)].every(isGiven) ? part.replace(/\{(\w+)\}/g, value) : "";
  });
}

/** What things and powers are called in Vietnamese; parameters carry the names of the API. */
const namesVi: Readonly<Record<string, string>> = {
  area: "khu vực",
  supplyPoint: "điểm cấp điện",
  cabinet: "tủ điện",
  circuit: "tuyến cấp điện",
  road: "tuyến đường",
  lampModel: "mẫu đèn",
  device: "thiết bị",
  lamp: "đèn",
  group: "nhóm",
  read: "xem",
  override: "điều khiển tạm thời",
  workLock: "khóa an toàn",
  breakLock: "mở khóa của người khác",
  isolate: "cắt điện",
  darken: "giảm dưới mức sàn",
  emergency: "khẩn cấp",
  inventory: "danh mục",
  energy: "giá điện và số liệu nền",
  people: "người dùng",
  audit: "nhật ký",
};

/** The Vietnamese sentence of an error. */
export function inVietnamese(code: ErrorCode, params: Readonly<Record<string, string | number>>): string {
  const named = (key: string) => (params[key] === undefined ? {} : { [key]: namesVi[params[key]] ?? params[key] });
  const sentence = fillIn(messages[code].detailVi, { ...params, ...named("sort"), ...named("power") });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export const messages: Readonly<Record<ErrorCode, Message>> = {
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
    detailVi: "Việc này ảnh hưởng[ {lamps} đèn]; trên[ {above}] đèn phải do người khác[ {person}] chấp thuận.",
  },
  "plans/invalid": {
    title: "The plan cannot be used",
    titleVi: "Kế hoạch chiếu sáng có lỗi",
    detailVi: "Kế hoạch chiếu sáng[ {id}] còn lỗi. Xem từng chỗ sai trong “places”.",
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
  "fleet/unknown": {
    title: "The device has never been heard",
    titleVi: "Chưa từng nghe thấy thiết bị",
    detailVi: "Chưa từng nhận được tin từ thiết bị[ {id}].",
  },
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
};
