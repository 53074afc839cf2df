// What a camera reads: the address of a ticket, `…/t/<token>`. A token is base 64 of the booking's number (16 bytes),
// the second of issue (4 bytes) and an Ed25519 signature (64 bytes): see `bilet/events/tickets.py`.
const PURPOSE = new TextEncoder().encode("bilet ticket 1\0");
const LENGTH = 84;
const SIGNED = 20;

export interface Ticket {
  token: string;
  booking: string;
}

export function ticketIn(text: string): Ticket | null {
  const token = text.trim().replace(/\/+$/, "").split("/").pop() ?? "";
  const bytes = decoded(token);
  return bytes && bytes.length === LENGTH ? { token, booking: uuid(bytes.subarray(0, 16)) } : null;
}

/** True or false when this browser can check the signature, null when it cannot. */
export async function isSigned(token: string, key: string): Promise<boolean | null> {
  const bytes = decoded(token);
  if (!bytes || !globalThis.crypto?.subtle) return null;
  const signed = new Uint8Array(PURPOSE.length + SIGNED);
  signed.set(PURPOSE);
  signed.set(bytes.subarray(0, SIGNED), PURPOSE.length);
  try {
    const known = await crypto.subtle.importKey("raw", unhex(key), { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, known, new Uint8Array(bytes.subarray(SIGNED)), signed);
  } catch {
    return null;
  }
}

function decoded(token: string): Uint8Array | null {
  if (!/^[\w-]+=*$/.test(token)) return null;
  try {
    return Uint8Array.from(atob(token.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

function uuid(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function unhex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
