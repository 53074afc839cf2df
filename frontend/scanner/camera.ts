// The camera, and what reads QR codes in its picture: the browser itself, or ZXing where it cannot.
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface Native {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const EVERY = 140; // milliseconds between two looks
const AGAIN = 4_000; // the same code counts anew after this

export async function detector(wasm: string): Promise<Detector> {
  const native = (globalThis as { BarcodeDetector?: Native }).BarcodeDetector;
  if (native && (await native.getSupportedFormats().catch((): string[] => [])).includes("qr_code")) return new native({ formats: ["qr_code"] });
  const { BarcodeDetector, prepareZXingModule } = await import("barcode-detector/ponyfill");
  prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? wasm : prefix + path) } });
  return new BarcodeDetector({ formats: ["qr_code"] });
}

export class Camera {
  private stream: MediaStream | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = { text: "", at: 0 };
  paused = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly reader: () => Promise<Detector>,
    private readonly read: (text: string) => void,
  ) {}

  async start(): Promise<void> {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
    this.video.srcObject = this.stream;
    await this.video.play();
    const reader = await this.reader();
    const look = async (): Promise<void> => {
      if (!this.stream) return;
      if (!this.paused && this.video.readyState >= 2) {
        const found = await reader.detect(this.video).catch(() => []);
        if (found[0] && !this.paused) this.see(found[0].rawValue);
      }
      this.timer = setTimeout(() => void look(), EVERY);
    };
    void look();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }

  private see(text: string): void {
    const now = Date.now();
    if (text === this.last.text && now - this.last.at < AGAIN) return;
    this.last = { text, at: now };
    this.read(text);
  }
}
