// A machine's screen over noVNC. Each connection is opened with a ticket of its own, so a cut one
// comes back by itself.
import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
// noVNC ships no TypeScript types
// @ts-ignore
import RFB from '@novnc/novnc';
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
    #screen { flex: 1; min-height: 200px; background: #101216; border-radius: var(--st-radius-s); overflow: hidden; position: relative; }
    :host(:fullscreen) #screen { border-radius: 0; }
  `;

  /** Where tickets are asked for. */
  @property() tickets = '';
  @property({ attribute: 'data-state', reflect: true }) connection = 'waiting';
  @state() private notice = '';
  @state() private scaled = true;
  @query('#screen') private target!: HTMLElement;
  private rfb?: any;
  private waiting?: number;
  private tries = 0;

  render() {
    const words: Record<string, string> = { waiting: 'Connecting…', connected: 'Connected', lost: 'Connection lost' };
    const dot = this.connection;
    return html`<div class="bar">
        <span class="grow" role="status" data-test="screen-state"><span class="dot ${dot}"></span>${words[this.connection]}${this.notice ? ' · ' + this.notice : ''}</span>
        <button @click=${this.toggleScale} aria-pressed=${this.scaled} data-test="screen-scale"><st-icon name="aspect-ratio"></st-icon>Scale to fit</button>
        <button @click=${() => this.rfb?.sendCtrlAltDel()} data-test="screen-cad"><st-icon name="keyboard"></st-icon>Ctrl Alt Del</button>
        <button @click=${this.fill} data-test="screen-full"><st-icon name="fullscreen"></st-icon>Full screen</button>
      </div>
      <div id="screen" data-test="screen"></div>`;
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
    rfb.background = '#101216';
    rfb.addEventListener('connect', () => {
      this.tries = 0;
      this.notice = '';
      this.connection = 'connected';
      rfb.focus();
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

  private fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen();
    this.rfb?.focus();
  }
}
