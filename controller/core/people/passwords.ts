/** Which passwords are good enough, after NIST SP 800-63B: length and being hard to guess; no rules about characters. */

/** Characters. */
export const passwordMinimum = 12;
/** Bounds the work of hashing; a sentence fits. */
export const passwordMaximum = 256;

/** Pieces that make up most guessed passwords, Vietnamese ones among them; what remains without them has to carry the weight. */
const commonPieces = [
  ...["password", "passw0rd", "matkhau", "admin", "administrator", "welcome", "letmein", "qwerty", "abc", "iloveyou"],
  ...["anhyeuem", "emyeuanh", "xinchao", "vietnam", "saigon", "denduong", "streetlight", "den"],
  ...[
    "1234567890",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "123",
    "2024",
    "2025",
    "2026",
    "2027",
  ],
];

/** Characters that must remain, all different, when everything that is guessed first is taken out. */
const unguessedMinimum = 6;

/**
 * One text for one password: Vietnamese keyboards write ấ as one character or as three, and people have both kinds.
 * Every password goes through this before it is judged, hashed or compared.
 */
export function normalPassword(typed: string): string {
  return typed.normalize("NFKC");
}

/** @returns why the password is too weak, as an English sentence; undefined when it is good. */
export function passwordWeakness(password: string, owner: { id: string; name: string }): string | undefined {
  const length = [...password].length;
  if (length < passwordMinimum) return `It has ${length} characters; use at least ${passwordMinimum}.`;
  if (length > passwordMaximum) return `It has ${length} characters; use at most ${passwordMaximum}.`;
  const own = [owner.id, ...owner.id.split("-"), ...folded(owner.name).split(/\s+/)].filter((part) => part.length >= 3);
  const rest = [...own, ...commonPieces].reduce(
    (text, piece) => text.replaceAll(piece, ""),
    folded(password).replace(/\s/g, ""),
  );
  if (new Set(rest).size < unguessedMinimum)
    return "It is made of names, common words or repetitions that are guessed first.";
  return undefined;
}

/** Lower case without marks: a guesser tries "matkhau" and "mật khẩu" alike. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}
