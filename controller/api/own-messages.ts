/** What our own schemas say in Vietnamese; the words of zod itself come from its locale. */
export const ownMessages: Readonly<Record<string, string>> = {
  "a day that does not exist": "ngày không tồn tại",
  "a local time hh:mm or hh:mm:ss": "giờ địa phương hh:mm hoặc hh:mm:ss",
  "1 to 40 of a–z, 0–9 and hyphen": "1 đến 40 ký tự a–z, 0–9 và dấu gạch nối",
  "1 to 32 of a–z, 0–9 and hyphen": "1 đến 32 ký tự a–z, 0–9 và dấu gạch nối",
  "at most 500 dates and holidays": "tối đa 500 ngày và ngày lễ",
  "1 to 60 of a–z, 0–9 and hyphen": "1 đến 60 ký tự a–z, 0–9 và dấu gạch nối",
  "at most 20 values": "tối đa 20 giá trị",
  "each name once": "mỗi tên chỉ một lần",
  "ids and versions belong together": "số lượng mã và phiên bản phải bằng nhau",
  "not a step of 0.5": "không phải bội số của 0,5",
  "three capital letters of ISO 4217": "ba chữ in hoa theo ISO 4217",
};
