// Sends a file as it is; the server streams it on.
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';

@customElement('st-upload')
export class StUpload extends LitElement {
  static styles = css`
    :host { display: flex; gap: 12px; align-items: center; flex-wrap: wrap; }
    progress { width: 240px; accent-color: var(--st-accent-fill); }
    .bad { color: var(--st-bad); }
  `;

  @property() url = '';
  @state() private percent = -1;
  @state() private notice = '';
  @state() private bad = false;

  render() {
    return html`<input type="file" aria-label="File" data-test="upload" @change=${this.send} ?disabled=${this.percent >= 0} />
      ${this.percent < 0 ? '' : html`<progress max="100" value=${this.percent} aria-label="Upload"></progress> ${this.percent} %`}
      <span role="status" class=${this.bad ? 'bad' : ''}>${this.notice}</span>`;
  }

  private send(event: Event) {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file) return;
    const request = new XMLHttpRequest();
    request.open('PUT', this.url);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Stampede', '1');
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = (e) => (this.percent = Math.floor((100 * e.loaded) / e.total));
    request.onloadend = () => {
      this.percent = -1;
      this.bad = request.status !== 200;
      this.notice = this.bad ? this.why(request) : `${file.name} is kept`;
    };
    this.notice = '';
    this.percent = 0;
    request.send(file);
  }

  private why(request: XMLHttpRequest) {
    try {
      return JSON.parse(request.responseText).detail;
    } catch {
      return 'the upload was cut off';
    }
  }
}
