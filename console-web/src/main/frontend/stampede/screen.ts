// A machine's screen over noVNC. Each connection is opened with a ticket of its own, so a cut one
// comes back by itself.
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
// noVNC ships no TypeScript types
// @ts-ignore
import RFB from '@novnc/novnc';
import { CHORDS, press, type } from './chords';
import { Opening } from './opening';

@customElement('st-screen')
export class StScreen extends Opening {
  static styles = css`
    st-icon { display: inline-flex; width: 1em; height: 1em; flex: none; }
    :host { display: flex; flex-direction: column; min-height: 0; height: 100%; gap: 8px; }
    :host(:fullscreen) { background: #101216; gap: 0; }
    .bar { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
    :host(:fullscreen) .bar { padding: 6px 10px; background: var(--st-card); }
    .grow { flex: 1; color: var(--st-text-muted); display: flex; gap: 8px; align-items: center; }
    .dot { width: 9px; height: 9px; border-radius: 50%; background: var(--st-busy); }
    .dot.connected { background: var(--st-good); }
    .dot.lost { background: var(--st-warn); }
    button { display: inline-flex; gap: 6px; align-items: center; font: inherit; font-size: var(--st-font-s); padding: 4px 12px; border: 1px solid var(--st-border); border-radius: var(--st-radius-s); background: var(--st-card); color: var(--st-text); cursor: pointer; }
    button[aria-pressed='true'] { border-color: var(--st-accent); color: var(--st-accent); }
    button:focus-visible { outline: 2px solid var(--st-accent); outline-offset: 1px; }
    button:disabled { opacity: 0.5; cursor: default; }
    .menu { position: relative; }
    .keys { position: absolute; z-index: 5; right: 0; top: calc(100% + 4px); min-width: 190px; max-height: 60vh; overflow: auto; margin: 0; padding: 4px; list-style: none; background: var(--st-card); border: 1px solid var(--st-border); border-radius: var(--st-radius-s); box-shadow: 0 6px 24px rgb(0 0 0 / 0.25); }
    .keys button { width: 100%; border: 0; justify-content: flex-start; }
    .keys button:hover, .keys button:focus-visible { background: var(--st-hover, rgb(127 127 127 / 0.15)); }
    .clip { display: flex; gap: 8px; align-items: flex-start; flex-wrap: wrap; }
    :host(:fullscreen) .clip { padding: 0 10px 8px; background: var(--st-card); }
    textarea { flex: 1; min-width: 240px; font: inherit; font-family: var(--st-font-mono, monospace); padding: 6px 8px; border: 1px solid var(--st-border); border-radius: var(--st-radius-s); background: var(--st-card); color: var(--st-text); resize: vertical; }
    #screen { flex: 1; min-height: 200px; background: #101216; border-radius: var(--st-radius-s); overflow: hidden; position: relative; }
    :host(:fullscreen) #screen { border-radius: 0; }
  `;

  /** Where tickets are asked for. */
  @property() tickets = '';
  @property({ attribute: 'data-state', reflect: true }) connection = 'waiting';
  @state() private notice = '';
  @state() private scaled = true;
  @state() private viewOnly = false;
  @state() private keysOpen = false;
  @state() private clipOpen = false;
  @query('#screen') private target!: HTMLElement;
  @query('textarea') private clip!: HTMLTextAreaElement;
  @query('.menu > button') private keysButton!: HTMLElement;
  @state() private fromGuest = '';
  private rfb?: any;
  private waiting?: number;
  private tries = 0;

  render() {
    const words: Record<string, string> = { waiting: 'Connecting…', connected: 'Connected', lost: 'Connection lost' };
    const dot = this.connection;
    const off = this.connection !== 'connected' || this.viewOnly;
    return html`<div class="bar">
        <span class="grow" role="status" data-test="screen-state"><span class="dot ${dot}"></span>${words[this.connection]}${this.notice ? ' · ' + this.notice : ''}</span>
        <button @click=${this.toggleScale} aria-pressed=${this.scaled} data-test="screen-scale"><st-icon name="aspect-ratio"></st-icon>Scale to fit</button>
        <button @click=${this.toggleViewOnly} aria-pressed=${this.viewOnly} title="Keys and clicks stay here" data-test="screen-view-only"><st-icon name="eye"></st-icon>View only</button>
        <button @click=${() => this.chord('Ctrl+Alt+Delete')} ?disabled=${off} data-test="screen-cad"><st-icon name="keyboard"></st-icon>Ctrl Alt Del</button>
        <div class="menu" @keydown=${this.inMenu} @focusout=${this.leftMenu}>
          <button @click=${this.toggleKeys} ?disabled=${off} aria-haspopup="menu" aria-expanded=${this.keysOpen} data-test="screen-keys">Keys<st-icon name="chevron-down"></st-icon></button>
          ${this.keysOpen ? this.keys() : nothing}
        </div>
        <button @click=${this.toggleClip} aria-pressed=${this.clipOpen} data-test="screen-clipboard"><st-icon name="clipboard"></st-icon>Clipboard${this.fromGuest && !this.clipOpen ? ' •' : nothing}</button>
        <button @click=${this.shoot} ?disabled=${this.connection !== 'connected'} title="Save a picture of the screen" aria-label="Screenshot" data-test="screen-shot"><st-icon name="camera"></st-icon></button>
        <button @click=${this.fill} data-test="screen-full"><st-icon name="fullscreen"></st-icon>Full screen</button>
      </div>
      ${this.clipOpen ? this.clipboard(off) : nothing}
      <div id="screen" data-test="screen"></div>`;
  }

  private keys() {
    return html`<ul class="keys" role="menu">${CHORDS.map(
      (chord) => html`<li role="none"><button role="menuitem" @click=${() => this.chord(chord)}>${chord.replaceAll('+', ' + ')}</button></li>`,
    )}</ul>`;
  }

  private clipboard(off: boolean) {
    return html`<div class="clip">
      <textarea rows="2" aria-label="Clipboard" placeholder="Text for the guest; what the guest copies appears here" .value=${this.fromGuest} data-test="screen-clip-text"></textarea>
      <button ?disabled=${off} @click=${() => this.say((rfb) => type(rfb, this.clip.value))} title="As if typed on its keyboard" data-test="screen-type">Type it</button>
      <button ?disabled=${off} @click=${() => this.say((rfb) => rfb.clipboardPasteFrom(this.clip.value))} title="For guests that share their clipboard">Give to its clipboard</button>
    </div>`;
  }

  protected address() {
    return this.tickets;
  }

  protected close() {
    window.clearTimeout(this.waiting);
    const old = this.rfb;
    this.rfb = undefined;
    old?.disconnect();
  }

  protected async open() {
    this.close();
    try {
      const response = await fetch(this.tickets, { method: 'POST', headers: { 'X-Stampede': '1', Accept: 'application/json' } });
      const answer = await response.json();
      if (!response.ok) {
        this.again(answer.detail ?? 'there is no screen now');
        return;
      }
      if (!this.isConnected) return;
      this.connect(new URL(answer.url, location.href));
    } catch (e) {
      this.again('the console does not answer');
    }
  }

  private connect(url: URL) {
    url.protocol = url.protocol.replace('http', 'ws');
    const rfb = new RFB(this.target, url.href, { shared: true });
    this.rfb = rfb;
    rfb.scaleViewport = this.scaled;
    rfb.viewOnly = this.viewOnly;
    rfb.background = '#101216';
    rfb.addEventListener('connect', () => {
      this.tries = 0;
      this.notice = '';
      this.connection = 'connected';
      rfb.focus();
    });
    rfb.addEventListener('clipboard', (e: CustomEvent) => {
      this.fromGuest = e.detail.text;
    });
    rfb.addEventListener('disconnect', () => {
      if (this.rfb === rfb) this.again('');
    });
  }

  private again(why: string) {
    this.tries++;
    this.connection = 'lost';
    this.notice = [why, 'connecting again'].filter((t) => t).join(' · ');
    const delay = Math.min(500 * 2 ** Math.min(this.tries, 5), 10_000);
    this.waiting = window.setTimeout(() => this.open(), delay);
  }

  private toggleScale() {
    this.scaled = !this.scaled;
    if (this.rfb) this.rfb.scaleViewport = this.scaled;
  }

  private toggleViewOnly() {
    this.viewOnly = !this.viewOnly;
    if (this.rfb) this.rfb.viewOnly = this.viewOnly;
  }

  private async toggleKeys() {
    this.keysOpen = !this.keysOpen;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.keys button')?.focus();
  }

  private inMenu(e: KeyboardEvent) {
    if (!this.keysOpen) return;
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.keys button')];
    const at = items.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLElement);
    if (e.key === 'ArrowDown') items[(at + 1) % items.length].focus();
    else if (e.key === 'ArrowUp') items[(at + items.length - 1) % items.length].focus();
    else if (e.key === 'Escape') {
      this.keysOpen = false;
      this.keysButton.focus();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  }

  private leftMenu(e: FocusEvent) {
    if (!(e.currentTarget as HTMLElement).contains(e.relatedTarget as Node)) this.keysOpen = false;
  }

  private toggleClip() {
    this.clipOpen = !this.clipOpen;
  }

  private chord(chord: string) {
    this.keysOpen = false;
    this.say((rfb) => press(rfb, chord));
  }

  /** Something for the guest; then the keyboard is its own again. */
  private say(words: (rfb: any) => void) {
    if (!this.rfb) return;
    words(this.rfb);
    this.rfb.focus();
  }

  private shoot() {
    this.rfb?.toBlob((picture: Blob) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(picture);
      link.download = `screen-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.png`;
      link.click();
      URL.revokeObjectURL(link.href);
    }, 'image/png');
  }

  private fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen();
    this.rfb?.focus();
  }
}
