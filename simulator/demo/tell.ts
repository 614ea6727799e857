/** What the demonstration says to the person who started it, in Vietnamese and English. */
import type { Scenario } from "./scenario.ts";

export interface Alive {
  readonly url: string;
  readonly brokerPort: number;
  readonly person: { readonly id: string; readonly password: string };
  readonly token: string;
  readonly data: string;
  readonly scenario: Scenario;
  readonly lamps: number;
  readonly devices: number;
  /** EpochMs of the demonstration's clock, and its zone. */
  readonly now: number;
  readonly zone: string;
}

const hour = 3_600_000;

/** Local time of the site, dd/MM/yyyy HH:mm. */
export function written(at: number, zone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(time.day)}/${two(time.month)}/${time.year} ${two(time.hour)}:${two(time.minute)}`;
}

export function tellAlive(alive: Alive): string {
  const { url, brokerPort, person, token, data, scenario, lamps, devices, now, zone } = alive;
  const { area, dead, locked, outranked, isolated, healthy } = scenario;
  const until = now + hour;
  const body = JSON.stringify({
    selection: { areaId: area.id },
    target: { level: 30 },
    until,
    why: "Tiết kiệm điện / saving energy",
  });
  const bearer = `-H 'Authorization: Bearer ${token}'`;
  return `
  Den – thành phố mô phỏng đang sáng / a simulated city is alight
  ─────────────────────────────────────────────────────────────────
  Địa chỉ / address          ${url}
  Đăng nhập / sign-in        ${person.id}   ${person.password}
  MQTT                       127.0.0.1:${brokerPort}
  Đồng hồ / clock            ${written(now, zone)} (${zone})
  Đèn / lamps                ${lamps}, thiết bị / devices ${devices}
  Dữ liệu / data             ${data}

  Giảm ${area.name} xuống 30 % đến ${written(until, zone)}:
  Dim ${area.name} to 30 % until ${written(until, zone)}:

    curl -s ${bearer} -H 'Content-Type: application/json' \\
      -H "Idempotency-Key: demo-$(date +%s%N)" \\
      -d '${body}' \\
      ${url}/api/v1/overrides

  Kết quả từng đèn (thay JOB bằng jobId) / the word of every lamp (put the jobId for JOB):

    curl -s ${bearer} ${url}/api/v1/jobs/JOB
    curl -s ${bearer} '${url}/api/v1/jobs/JOB/results?word=held'

  Vì sao đèn này như vậy? / why is this lamp like that?

    curl -s ${bearer} ${url}/api/v1/lamps/${healthy[0]!.id}/why

  Sẽ thấy ở ${area.name} / what it will find in ${area.name}:
    ${String(healthy.length).padStart(3)}  đèn tốt / healthy
    ${String(dead.length).padStart(3)}  hỏng bộ nguồn: nói là làm theo nhưng không có công suất / dead drivers: they say they follow, without power
    ${String(locked.length).padStart(3)}  đang khóa thi công (Trần Văn Nam) / under a work lock
    ${String(outranked.length).padStart(3)}  sáng khẩn cấp, ưu tiên cao hơn / emergency light outranks it
    ${String(isolated.lamps.length).padStart(3)}  mất điện: đoạn ${isolated.segment} của ${isolated.cabinetId} bị cô lập / unpowered: that segment is isolated

  Ctrl-C để dừng / to stop.
`;
}
