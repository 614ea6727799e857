/** The lines a person reads when the controller has started. */

export interface Started {
  readonly url: string;
  readonly brokerPort: number | undefined;
  readonly firstSignIn: { readonly id: string; readonly password: string } | undefined;
}

export function welcome({ url, brokerPort, firstSignIn }: Started): string {
  const lines = [
    "",
    `  Den  ${url}`,
    `       API     ${url}/api/v1/`,
    ...(brokerPort === undefined ? [] : [`       MQTT    127.0.0.1:${brokerPort}`]),
  ];
  if (firstSignIn !== undefined) {
    lines.push(
      "",
      `       Đăng nhập lần đầu / first sign-in:  ${firstSignIn.id}  ${firstSignIn.password}`,
      "       Hãy đổi mật khẩu này sau khi đăng nhập. / Change this password once you are in.",
    );
  }
  return `${lines.join("\n")}\n`;
}
