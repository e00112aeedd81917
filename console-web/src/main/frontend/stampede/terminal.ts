// A shell on a host. Each one is opened with a ticket of its own; what the host writes is only ever
// drawn by the terminal's emulator.
import { css, html, unsafeCSS } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Terminal } from '@xterm/xterm';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import xtermCss from '@xterm/xterm/css/xterm.css?inline';
import { Opening } from './opening';

const DARK = { background: '#12141a', foreground: '#e9ebf0', cursor: '#8fb4ff', selectionBackground: '#3b6fe688' };
const MARK = { matchBackground: '#8a6d1d', matchBorder: '#f5b849', matchOverviewRuler: '#f5b849', activeMatchBackground: '#c47f00', activeMatchBorder: '#ffffff', activeMatchColorOverviewRuler: '#ffffff' };

@customElement('st-terminal')
export class StTerminal extends Opening {
  static styles = [
    unsafeCSS(xtermCss),
    css`
    st-icon { display: inline-flex; width: 1em; height: 1em; flex: none; }
    :host { display: flex; flex-direction: column; min-height: 0; height: 100%; gap: 8px; }
    :host(:fullscreen) { background: #12141a; gap: 0; }
    .bar { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
    :host(:fullscreen) .bar { padding: 6px 10px; background: var(--st-card); }
    .grow { flex: 1; color: var(--st-text-muted); display: flex; gap: 8px; align-items: center; }
    .dot { width: 9px; height: 9px; border-radius: 50%; background: var(--st-busy); flex: none; }
    .dot.connected { background: var(--st-good); }
    .dot.lost { background: var(--st-warn); }
    .dot.ended { background: var(--st-calm); }
    button { display: inline-flex; gap: 6px; align-items: center; font: inherit; font-size: var(--st-font-s); padding: 4px 12px; border: 1px solid var(--st-border); border-radius: var(--st-radius-s); background: var(--st-card); color: var(--st-text); cursor: pointer; }
    button[disabled] { color: var(--st-text-muted); cursor: default; }
    button:focus-visible, input:focus-visible { outline: 2px solid var(--st-accent); outline-offset: 1px; }
    input { font: inherit; font-size: var(--st-font-s); padding: 4px 10px; border: 1px solid var(--st-border); border-radius: var(--st-radius-s); background: var(--st-card); color: var(--st-text); width: 14rem; }
    #terminal { flex: 1; min-height: 160px; background: #12141a; border-radius: var(--st-radius-s); overflow: hidden; padding: 8px; box-sizing: border-box; }
    :host(:fullscreen) #terminal { border-radius: 0; }
    .xterm { height: 100%; }
    `,
  ];

  /** Where tickets are asked for. */
  @property() tickets = '';
  @property({ attribute: 'data-state', reflect: true }) connection = 'waiting';
  @state() private notice = '';
  @state() private finding = false;
  @state() private found = '';
  @query('#terminal') private target!: HTMLElement;
  @query('input') private words?: HTMLInputElement;
  private terminal?: Terminal;
  private fit = new FitAddon();
  private search = new SearchAddon();
  private socket?: WebSocket;
  private sizes?: ResizeObserver;

  render() {
    const words: Record<string, string> = { waiting: 'Connecting…', connected: 'Connected', lost: 'Connection lost', ended: 'The shell has ended' };
    const over = this.connection === 'lost' || this.connection === 'ended';
    return html`<div class="bar">
        <span class="grow" role="status" data-test="terminal-state"><span class="dot ${this.connection}"></span>${words[this.connection]}${this.notice ? ' · ' + this.notice : ''}</span>
        ${this.finding
          ? html`<span role="status">${this.found}</span><input aria-label="Find in the terminal" placeholder="Find" data-test="terminal-find-text" @input=${() => this.find(true)} @keydown=${this.findKey} />`
          : ''}
        ${over ? html`<button @click=${this.again} data-test="terminal-again"><st-icon name="arrow-clockwise"></st-icon>New shell</button>` : ''}
        <button @click=${this.toggleFind} aria-pressed=${this.finding} title="Ctrl Shift F" data-test="terminal-find"><st-icon name="search"></st-icon>Find</button>
        <button @click=${this.copy} title="Ctrl Shift C" data-test="terminal-copy"><st-icon name="copy"></st-icon>Copy</button>
        <button @click=${this.paste} title="Ctrl Shift V" data-test="terminal-paste"><st-icon name="clipboard"></st-icon>Paste</button>
        <button @click=${this.fill} data-test="terminal-full"><st-icon name="fullscreen"></st-icon>Full screen</button>
      </div>
      <div id="terminal" data-test="terminal"></div>`;
  }

  protected address() {
    return this.tickets;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes?.disconnect();
    this.terminal?.dispose();
    this.terminal = undefined;
  }

  private build() {
    if (this.terminal) return;
    const terminal = new Terminal({
      fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace",
      fontSize: 14,
      scrollback: 10_000,
      theme: DARK,
      cursorBlink: true,
      allowProposedApi: true,
      screenReaderMode: false,
    });
    this.fit = new FitAddon();
    this.search = new SearchAddon();
    terminal.loadAddon(this.fit);
    terminal.loadAddon(this.search);
    terminal.open(this.target);
    terminal.textarea?.setAttribute('aria-label', 'Terminal');
    terminal.onData((text) => this.send(new TextEncoder().encode(text)));
    terminal.onBinary((text) => this.send(Uint8Array.from(text, (c) => c.charCodeAt(0))));
    terminal.onResize(() => this.tellSize());
    terminal.attachCustomKeyEventHandler((e) => this.key(e));
    this.search.onDidChangeResults((r) => (this.found = r.resultCount === 0 ? 'nothing found' : `${r.resultIndex + 1} of ${r.resultCount}`));
    this.terminal = terminal;
    this.sizes = new ResizeObserver(() => this.fit.fit());
    this.sizes.observe(this.target);
    this.fit.fit();
  }

  protected close() {
    const old = this.socket;
    this.socket = undefined;
    old?.close();
  }

  protected async open() {
    this.build();
    this.close();
    this.connection = 'waiting';
    this.notice = '';
    try {
      const response = await fetch(this.tickets, { method: 'POST', headers: { 'X-Stampede': '1', Accept: 'application/json' } });
      const answer = await response.json();
      if (!response.ok) this.over('lost', answer.detail ?? 'there is no shell now');
      else if (this.isConnected) this.connect(new URL(answer.url, location.href));
    } catch (e) {
      this.over('lost', 'the console does not answer');
    }
  }

  private connect(url: URL) {
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      this.connection = 'connected';
      this.tellSize();
      this.terminal?.focus();
    };
    socket.onmessage = (e) => this.terminal?.write(new Uint8Array(e.data));
    socket.onclose = (e) => {
      if (this.socket !== socket) return;
      this.socket = undefined;
      if (e.code === 1000) this.over('ended', e.reason);
      else this.over('lost', this.connection === 'connected' ? '' : 'the host gives no shell');
    };
  }

  /** A shell is not taken up again by itself: it would be another one. */
  private over(how: string, why: string) {
    this.connection = how;
    this.notice = [why, 'Enter opens a new shell'].filter((t) => t).join(' · ');
    this.terminal?.write(`\r\n\x1b[33m— ${how === 'ended' ? 'the shell has ended' : 'connection lost'}; Enter opens a new shell —\x1b[0m\r\n`);
  }

  private again() {
    this.terminal?.reset();
    this.open();
    this.terminal?.focus();
  }

  private send(bytes: Uint8Array<ArrayBuffer>) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(bytes);
    else if (bytes[0] === 13 && (this.connection === 'lost' || this.connection === 'ended')) this.again();
  }

  private tellSize() {
    const t = this.terminal;
    if (t && this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ columns: t.cols, rows: t.rows }));
  }

  /** Ctrl Shift C and F belong to the terminal, not to the browser; the rest goes to the host. */
  private key(e: KeyboardEvent): boolean {
    if (!e.ctrlKey || !e.shiftKey || e.type !== 'keydown') return true;
    if (e.code === 'KeyC') this.copy();
    else if (e.code === 'KeyF') this.toggleFind();
    else return true;
    e.preventDefault();
    return false;
  }

  private copy() {
    const text = this.terminal?.getSelection();
    if (text) navigator.clipboard?.writeText(text);
    this.terminal?.focus();
  }

  private async paste() {
    try {
      this.terminal?.paste(await navigator.clipboard.readText());
    } catch (e) {
      this.notice = 'the browser does not let this page read the clipboard: use Ctrl Shift V';
    }
    this.terminal?.focus();
  }

  private async toggleFind() {
    this.finding = !this.finding;
    this.found = '';
    await this.updateComplete;
    if (this.finding) this.words?.focus();
    else {
      this.search.clearDecorations();
      this.terminal?.focus();
    }
  }

  private find(incremental: boolean) {
    const text = this.words?.value ?? '';
    if (text) this.search.findNext(text, { incremental, decorations: MARK });
    else {
      this.search.clearDecorations();
      this.found = '';
    }
  }

  private findKey(e: KeyboardEvent) {
    if (e.key === 'Escape') this.toggleFind();
    else if (e.key === 'Enter' && e.shiftKey) this.search.findPrevious(this.words?.value ?? '', { decorations: MARK });
    else if (e.key === 'Enter') this.find(false);
  }

  private fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen();
    this.terminal?.focus();
  }
}
