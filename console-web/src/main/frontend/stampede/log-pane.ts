// Follows a log. What a host wrote is only ever put in as text.
import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Opening } from './opening';

const KEPT = 5000;

@customElement('st-log')
export class LogPane extends Opening {
  static styles = css`
    st-icon { display: inline-flex; width: 1em; height: 1em; flex: none; }
    :host { display: flex; flex-direction: column; min-height: 0; height: 100%; gap: 8px; }
    .bar { display: flex; gap: 8px; align-items: center; }
    .bar .grow { flex: 1; color: var(--st-text-muted); }
    button, a { display: inline-flex; gap: 6px; align-items: center; font: inherit; font-size: var(--st-font-s); padding: 4px 12px; border: 1px solid var(--st-border); border-radius: var(--st-radius-s); background: var(--st-card); color: var(--st-text); cursor: pointer; text-decoration: none; }
    button:focus-visible, a:focus-visible, pre:focus-visible { outline: 2px solid var(--st-accent); outline-offset: 1px; }
    pre { flex: 1; min-height: 0; margin: 0; overflow: auto; background: var(--st-code); color: var(--st-text); border: 1px solid var(--st-border); border-radius: var(--st-radius-s); padding: 12px; font: 13px/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
  `;

  @property() url = '';
  @state() private following = true;
  @state() private notice = '';
  @query('pre') private pane!: HTMLPreElement;
  private stop?: AbortController;
  private waiting?: number;

  render() {
    return html`<div class="bar">
        <span class="grow" role="status">${this.notice}</span>
        <button @click=${this.toggle} data-test="log-follow"><st-icon name=${this.following ? 'pause-fill' : 'play-fill'}></st-icon>${this.following ? 'Pause' : 'Follow'}</button>
        <a href="${this.url}?tail=100000" download="log.txt" data-test="log-download"><st-icon name="download"></st-icon>Download</a>
      </div>
      <pre tabindex="0" aria-label="Log" data-test="log"></pre>`;
  }

  protected address() {
    return this.url;
  }

  protected close() {
    this.stop?.abort();
    this.stop = undefined;
    window.clearTimeout(this.waiting);
  }

  private toggle() {
    this.following = !this.following;
    if (this.following) this.open();
    else this.close();
    this.notice = this.following ? '' : 'paused';
  }

  protected async open() {
    this.close();
    const stop = new AbortController();
    this.stop = stop;
    this.pane.replaceChildren();
    try {
      const response = await fetch(`${this.url}?tail=1000&follow=true`, { signal: stop.signal, headers: { Accept: 'text/plain, application/problem+json' } });
      if (!response.ok || !response.body) {
        const problem = await response.json().catch(() => ({}));
        this.notice = problem.detail ?? 'there is no log now';
        this.again(5000);
        return;
      }
      this.notice = '';
      await this.read(response.body.pipeThrough(new TextDecoderStream()).getReader());
      if (this.stop === stop) {
        this.notice = 'the log has ended; it is followed again when there is more';
        this.again(3000);
      }
    } catch (e) {
      if (stop.signal.aborted) return;
      this.notice = 'the log was cut off; connecting again';
      this.again(2000);
    }
  }

  private async read(reader: ReadableStreamDefaultReader<string>) {
    for (let part = await reader.read(); !part.done; part = await reader.read()) this.write(part.value);
  }

  private write(text: string) {
    const pane = this.pane;
    const atEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 40;
    // Colours and cursor movements of terminals
    pane.append(text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replace(/\r\n/g, '\n'));
    while (pane.childNodes.length > KEPT) pane.firstChild?.remove();
    if (atEnd) pane.scrollTop = pane.scrollHeight;
  }

  private again(delay: number) {
    if (this.following) this.waiting = window.setTimeout(() => this.open(), delay);
  }
}
