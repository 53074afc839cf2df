// Three sounds that are told apart without looking: up, twice the same, down.
import type { Tone } from "./door";

const NOTES: Record<Tone, [number, number][]> = {
  go: [[880, 0], [1320, 0.1]],
  wait: [[660, 0], [660, 0.18]],
  no: [[330, 0], [196, 0.16]],
};
const SHAKE: Record<Tone, number[]> = { go: [60], wait: [60, 80, 60], no: [250] };
let context: AudioContext | null = null;

/** Browsers let a page sound only after a touch: called from a button. */
export function wake(): void {
  context ??= new AudioContext();
  void context.resume();
}

export function sound(tone: Tone, aloud: boolean): void {
  navigator.vibrate?.(SHAKE[tone]);
  if (!aloud || !context) return;
  for (const [pitch, delay] of NOTES[tone]) {
    const [note, volume] = [context.createOscillator(), context.createGain()];
    const start = context.currentTime + delay;
    note.type = tone === "no" ? "sawtooth" : "sine";
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.14);
    note.connect(volume).connect(context.destination);
    note.start(start);
    note.stop(start + 0.15);
  }
}
