/** A file to begin from, as a spreadsheet in Vietnamese writes it. */

const rows = [
  "Mã đèn;Tên;Khu vực;Loại đèn;Vĩ độ;Kinh độ;Tuyến đường;STT;Số trụ;Tủ;Lộ;Loại lộ;Rơ le;Pha;Thiết bị;Ngõ ra",
  "dx-001;Đồng Khởi 1;Phú Lợi;led-120;10,9804;106,6732;Đồng Khởi;1;DK-01;TĐK-01;Lộ 1;cả đêm;0;A;den-0001;0",
  "dx-002;Đồng Khởi 2;Phú Lợi;led-120;10,9807;106,6735;Đồng Khởi;2;DK-02;TĐK-01;Lộ 2;nửa đêm;1;B;den-0002;0",
];

/** With a byte order mark, without which Excel reads Vietnamese wrongly. */
export const exampleFile = `\uFEFF${rows.join("\r\n")}\r\n`;
