// Keys for a guest that a browser or the person's own system keeps for itself.
const KEYS: Record<string, number> = {
  Ctrl: 0xffe3,
  Alt: 0xffe9,
  Shift: 0xffe1,
  Super: 0xffeb,
  Delete: 0xffff,
  Backspace: 0xff08,
  Tab: 0xff09,
  Escape: 0xff1b,
  PrintScreen: 0xff61,
};
const ENTER = 0xff0d;
const F1 = 0xffbe;

/** As in `Ctrl+Alt+F2`. */
export const CHORDS = [
  'Ctrl+Alt+Delete',
  'Ctrl+Alt+Backspace',
  'Super',
  'Alt+Tab',
  'Alt+F4',
  'Escape',
  'PrintScreen',
  ...Array.from({ length: 12 }, (_, i) => `Ctrl+Alt+F${i + 1}`),
];

type Keyboard = { sendKey(keysym: number, code: string | null, down?: boolean): void };

export function press(keyboard: Keyboard, chord: string) {
  const keys = chord.split('+').map((key) => KEYS[key] ?? F1 + Number(key.slice(1)) - 1);
  keys.forEach((key) => keyboard.sendKey(key, null, true));
  keys.reverse().forEach((key) => keyboard.sendKey(key, null, false));
}

/** Servers that think in keys want Shift held for what a US keyboard types with it. */
const SHIFTED = /[A-Z~!@#$%^&*()_+{}|:"<>?]/;

/** Types a text as if somebody did it by hand: for guests without a clipboard. */
export function type(keyboard: Keyboard, text: string) {
  for (const sign of text.replaceAll('\r\n', '\n')) {
    const point = sign.codePointAt(0)!;
    const keysym = sign === '\n' ? ENTER : sign === '\t' ? KEYS.Tab : point < 0x100 ? point : 0x01000000 | point;
    const shift = SHIFTED.test(sign);
    if (shift) keyboard.sendKey(KEYS.Shift, null, true);
    keyboard.sendKey(keysym, null);
    if (shift) keyboard.sendKey(KEYS.Shift, null, false);
  }
}
