// The network map. It draws what the server has placed, as it is: boxes to be read and chosen over
// lines. What hosts and people wrote is only ever put in as text. Every box is a button, so that the
// keyboard reaches it; lines are for the eye alone.
import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

interface Box {
  sort: string; key: string; x: number; y: number; w: number; h: number; text: string; notes: string[];
  icon: string; tone: string; colours: string[]; told: string;
}

interface Line { stroke: string; key: string; path: string; colour: string; tone: string }

interface Picture { width: number; height: number; boxes: Box[]; lines: Line[] }

/** A change of width smaller than this is not worth a new picture. */
const NOTABLE = 8;
const PAUSE = 120;

@customElement('st-map')
export class StMap extends LitElement {
  @property({ attribute: false }) picture: Picture = { width: 0, height: 0, boxes: [], lines: [] };
  @property() chosen = '';
  @state() private dragged = '';
  @state() private over = '';
  private width = 0;
  private timer = 0;
  private readonly watched = new ResizeObserver(() => this.measure());

  /** In the page itself: the console's style sheet and screen readers see it all. */
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.parentElement) this.watched.observe(this.parentElement);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watched.disconnect();
    window.clearTimeout(this.timer);
  }

  private measure() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(
      () => {
        const width = Math.floor(this.parentElement?.clientWidth ?? 0);
        if (width === 0 || Math.abs(width - this.width) < NOTABLE) return;
        this.width = width;
        this.tell('st-width', { width });
      },
      this.width === 0 ? 0 : PAUSE,
    );
  }

  private tell(event: string, detail: unknown) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }

  private choose(key: string) {
    this.tell('st-choose', { key: key === this.chosen ? '' : key });
  }

  render() {
    const { width, height, boxes, lines } = this.picture;
    return html`<div class="st-m-ground" style="width:${width}px;height:${height}px">
      <svg width=${width} height=${height} aria-hidden="true">${repeat(
        lines.filter((l) => l.stroke !== 'arrow'),
        (l) => l.stroke + l.key + l.path,
        (l) => this.line(l),
      )}</svg>
      ${repeat(boxes, (b) => b.sort + b.key + (b.sort === 'block' ? b.text : ''), (b) => this.box(b))}
      <svg class="st-m-over" width=${width} height=${height} aria-hidden="true">${lines.filter((l) => l.stroke === 'arrow').map((l) => this.line(l))}</svg>
    </div>`;
  }

  private line(line: Line) {
    const classes = `st-m-${line.stroke} ${line.tone} ${line.key === this.chosen ? 'chosen' : ''}`;
    const colour = line.colour ? `--lane: var(--st-${line.colour})` : '';
    if (line.stroke !== 'tunnel') return svg`<path class=${classes} style=${colour} d=${line.path}></path>`;
    return svg`<g data-pair=${line.key} class="st-m-pair ${line.tone}"><path class=${classes} d=${line.path}></path>
      <path class="st-m-reach" d=${line.path} @click=${() => this.choose(line.key)}></path></g>`;
  }

  private box(box: Box) {
    const place = `left:${box.x}px;top:${box.y}px;width:${box.w}px;height:${box.h}px`;
    switch (box.sort) {
      case 'lane':
        return html`<div class="st-m-lane ${this.mark(box)}" style="${place};--lane: var(--st-${box.colours[0]})">${this.lane(box)}</div>`;
      case 'host':
        return html`<div class="st-m-host ${box.tone} ${this.mark(box)}" style=${place}>${this.host(box)}</div>`;
      case 'block':
        return html`<span class="st-m-block ${box.tone}" style=${place}><b>${box.text}</b> ${box.notes[0]}</span>`;
      case 'more':
        return html`<button type="button" class="st-m-more" style=${place} data-test="map-more" @click=${() => this.tell('st-fold', { key: box.key })}>${box.text}</button>`;
      case 'workload':
        return this.workload(box, place);
      case 'tunnel':
        return this.button(box, `st-m-label ${box.tone}`, place, html`${box.text}`);
      default:
        return this.arrow(box, place);
    }
  }

  private mark(box: Box) {
    return box.key === this.chosen ? 'chosen' : '';
  }

  private button(box: Box, classes: string, place: string, content: unknown) {
    return html`<button type="button" class="${classes} ${this.mark(box)}" style=${place} data-key=${box.key} title=${box.told}
      aria-label=${box.sort === 'tunnel' ? box.told : nothing} aria-pressed=${box.key === this.chosen} @click=${() => this.choose(box.key)}>${content}</button>`;
  }

  private lane(box: Box) {
    return this.button(
      box,
      'st-m-lane-name',
      '',
      html`<span class="st-m-title"><span class="st-dot ${box.tone}"></span><strong>${box.text}</strong></span>${box.notes.map((n) => html`<span class="st-m-note">${n}</span>`)}`,
    );
  }

  private host(box: Box) {
    return html`${this.button(
      box,
      'st-m-head',
      '',
      html`<st-icon name="hdd-rack"></st-icon><strong>${box.text}</strong><span class="st-dot ${box.tone}"></span>`,
    )}${box.notes.length ? html`<span class="st-m-others">${box.notes[0]}</span>` : nothing}`;
  }

  private workload(box: Box, place: string) {
    return html`<button type="button" class="st-m-chip ${this.mark(box)} ${this.over === box.key ? 'over' : ''}" style=${place} data-key=${box.key}
      title=${box.told} aria-pressed=${box.key === this.chosen} @click=${() => this.choose(box.key)}
      @dragover=${(e: DragEvent) => this.above(e, box)} @dragleave=${() => (this.over = '')} @drop=${(e: DragEvent) => this.drop(e, box)}>
      ${box.colours.map((c) => html`<span class="st-m-mark" style="background: var(--st-${c})"></span>`)}
      <span class="st-dot ${box.tone}"></span><st-icon name=${box.icon}></st-icon><span class="st-m-name">${box.text}</span><span class="st-m-address">${box.notes[0] ?? ''}</span></button>`;
  }

  // ---- what can be pointed elsewhere ----

  private arrow(box: Box, place: string) {
    return html`<button type="button" class="st-m-arrow-box ${box.tone} ${this.mark(box)}" style=${place} data-key=${box.key} title=${box.told} draggable="true"
      aria-pressed=${box.key === this.chosen} @click=${() => this.choose(box.key)}
      @dragstart=${(e: DragEvent) => this.drag(e, box)} @dragend=${() => (this.dragged = this.over = '')}>
      <st-icon name=${box.icon}></st-icon><span class="st-m-name">${box.text}</span></button>`;
  }

  private drag(event: DragEvent, box: Box) {
    this.dragged = box.key;
    event.dataTransfer?.setData('text/plain', box.text);
  }

  private above(event: DragEvent, box: Box) {
    if (!this.dragged) return;
    event.preventDefault();
    this.over = box.key;
  }

  private drop(event: DragEvent, box: Box) {
    if (!this.dragged) return;
    event.preventDefault();
    this.tell('st-point', { key: this.dragged, target: box.key });
    this.dragged = this.over = '';
  }
}
