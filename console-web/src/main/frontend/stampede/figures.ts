// How busy a host is, as charts that go on by themselves. They are drawn from the REST API's
// columns; a gap in time stays a gap.
import { css, html, LitElement, unsafeCSS } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import plotCss from 'uplot/dist/uPlot.min.css?inline';

type Columns = { step: number; times: number[]; [name: string]: any };
type Line = { column: string; label: string; colour: string; full?: string };
type Chart = { title: string; unit: 'percent' | 'bytes' | 'rate'; lines: Line[]; of?: string };

const RANGES = [
  { name: 'hour', label: 'Hour', step: 10, span: 3600 },
  { name: 'day', label: 'Day', step: 60, span: 86_400 },
  { name: 'month', label: '30 days', step: 600, span: 2_592_000 },
];

const CHARTS: Chart[] = [
  { title: 'CPU', unit: 'percent', lines: [{ column: 'cpuPercent', label: 'busy', colour: '--st-accent' }] },
  { title: 'Memory', unit: 'bytes', of: 'memoryTotal', lines: [{ column: 'memoryUsed', label: 'used', colour: '--st-accent' }] },
  {
    title: 'Disk traffic',
    unit: 'rate',
    lines: [
      { column: 'diskRead', label: 'read', colour: '--st-accent' },
      { column: 'diskWrite', label: 'written', colour: '--st-warn' },
    ],
  },
  {
    title: 'Network',
    unit: 'rate',
    lines: [
      { column: 'netIn', label: 'in', colour: '--st-accent' },
      { column: 'netOut', label: 'out', colour: '--st-warn' },
    ],
  },
  { title: 'Disk space', unit: 'bytes', of: 'diskTotal', lines: [{ column: 'diskUsed', label: 'used', colour: '--st-accent' }] },
];

const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

function size(bytes: number): string {
  let n = bytes;
  let i = 0;
  while (n >= 1000 && i < SIZES.length - 1) {
    n /= 1024;
    i++;
  }
  return `${n >= 100 || i === 0 ? Math.round(n) : n.toFixed(1).replace(/\.0$/, '')} ${SIZES[i]}`;
}

function said(unit: Chart['unit'], value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (unit === 'percent') return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} %`;
  return unit === 'rate' ? `${size(value)}/s` : size(value);
}

/** Round numbers of bytes are powers of two. */
function byteSplits(max: number): number[] {
  const rough = Math.max(max, 1) / 4;
  const power = 2 ** Math.floor(Math.log2(rough));
  const step = power * 2 >= rough && power < rough ? power * 2 : power;
  const splits = [];
  for (let at = 0; at <= max; at += step) splits.push(at);
  return splits;
}

@customElement('st-figures')
export class StFigures extends LitElement {
  static styles = [
    unsafeCSS(plotCss),
    css`
    :host { display: flex; flex-direction: column; min-height: 0; height: 100%; gap: 12px; }
    .bar { display: flex; gap: 8px; align-items: center; }
    .grow { flex: 1; color: var(--st-text-muted); }
    button { font: inherit; font-size: var(--st-font-s); padding: 4px 14px; border: 1px solid var(--st-border); border-radius: 999px; background: var(--st-card); color: var(--st-text); cursor: pointer; }
    button[aria-pressed='true'] { border-color: var(--st-accent); color: var(--st-accent); font-weight: 600; }
    button:focus-visible { outline: 2px solid var(--st-accent); outline-offset: 1px; }
    .charts { flex: 1; min-height: 0; overflow: auto; display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 12px; align-content: start; }
    figure { margin: 0; background: var(--st-card); border: 1px solid var(--st-border); border-radius: var(--st-radius-m); padding: 12px 14px 6px; min-width: 0; box-sizing: border-box; }
    figcaption { display: flex; gap: 16px; align-items: baseline; font-variant-numeric: tabular-nums; min-height: 1.6em; }
    figcaption b { font-weight: 650; flex: 1; }
    .value { display: inline-flex; gap: 6px; align-items: baseline; }
    .value i { width: 10px; height: 10px; border-radius: 3px; display: inline-block; }
    .muted { color: var(--st-text-muted); font-size: var(--st-font-s); }
    .plot { height: 170px; }
    .u-over { cursor: crosshair; }
    `,
  ];

  /** Where the figures are read. */
  @property() url = '';
  @state() private range = RANGES[0];
  @state() private notice = '';
  @state() private at: number | null = null;
  private data: Columns = { step: 10, times: [] };
  private plots: uPlot[] = [];
  private timer?: number;
  private opened = '';
  private asking = 0;
  private sizes = new ResizeObserver(() => this.resize());
  private themes = new MutationObserver(() => this.draw());
  private scheme = matchMedia('(prefers-color-scheme: dark)');
  private redraw = () => this.draw();

  render() {
    return html`<div class="bar">
        <span class="grow" role="status" data-test="figures-notice">${this.notice}</span>
        ${RANGES.map((r) => html`<button aria-pressed=${r === this.range} @click=${() => this.choose(r)} data-test="range-${r.name}">${r.label}</button>`)}
      </div>
      <div class="charts" tabindex="0" aria-label="Charts" role="group">
        ${CHARTS.map((c) => html`<figure data-test="chart-${c.lines[0].column}" role="img" aria-label=${this.aloud(c)}>
          <figcaption><b>${c.title}</b>${c.lines.map((l) => html`<span class="value"><i style="background:var(${l.colour})"></i><span class="muted">${l.label}</span><span data-test="now-${l.column}">${said(c.unit, this.value(l.column))}</span></span>`)}${c.of ? html`<span class="muted">of ${said(c.unit, this.value(c.of))}</span>` : ''}</figcaption>
          <div class="plot"></div>
        </figure>`)}
      </div>`;
  }

  private aloud(c: Chart) {
    return `${c.title}: ` + c.lines.map((l) => `${l.label} ${said(c.unit, this.value(l.column))}`).join(', ');
  }

  /** Under the cursor, or else the latest. */
  private value(column: string): number | undefined {
    const values = this.data[column];
    if (!values?.length) return undefined;
    return values[this.at ?? values.length - 1];
  }

  updated() {
    if (this.url && this.opened !== this.url) {
      this.opened = this.url;
      this.read(true);
    }
  }

  connectedCallback() {
    super.connectedCallback();
    this.opened = '';
    this.themes.observe(document.documentElement, { attributes: true });
    this.scheme.addEventListener('change', this.redraw);
    this.sizes.observe(this);
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
    this.asking++;
    this.sizes.disconnect();
    this.themes.disconnect();
    this.scheme.removeEventListener('change', this.redraw);
    this.drop();
  }

  private choose(range: (typeof RANGES)[number]) {
    this.range = range;
    this.read(true);
  }

  /** All of the range, or what is new since the last read. */
  private async read(whole: boolean) {
    window.clearTimeout(this.timer);
    const asking = ++this.asking;
    const { step, span } = this.range;
    const now = Date.now() / 1000;
    const last = this.data.times.at(-1);
    const from = whole || !last ? now - span : last - step;
    try {
      const query = new URLSearchParams({ step: String(step), from: new Date(from * 1000).toISOString() });
      const response = await fetch(`${this.url}?${query}`, { headers: { Accept: 'application/json' } });
      const answer = await response.json();
      if (asking !== this.asking) return;
      if (!response.ok) throw new Error(answer.detail ?? 'there are no figures now');
      this.data = whole ? answer : this.joined(answer, now - span);
      this.notice = this.data.times.length < 2 ? 'The first figures come within 20 seconds.' : '';
      this.at = null;
      if (whole) this.draw();
      else this.show();
      this.requestUpdate();
    } catch (e) {
      if (asking !== this.asking) return;
      this.notice = e instanceof Error && e.name === 'Error' ? e.message : 'the console does not answer; asking again';
    }
    // A little after the console has read them itself
    const wait = Math.min(step, 30) - (Date.now() / 1000) % Math.min(step, 30) + 1.5;
    if (asking === this.asking) this.timer = window.setTimeout(() => this.read(false), wait * 1000);
  }

  private joined(fresh: Columns, oldest: number): Columns {
    const first = fresh.times[0] ?? Infinity;
    const keep = this.data.times.map((t) => t >= oldest && t < first);
    const joined: Columns = { step: fresh.step, times: [] };
    for (const name of Object.keys(fresh)) {
      if (name !== 'step') joined[name] = [...(this.data[name] ?? []).filter((_: number, i: number) => keep[i]), ...fresh[name]];
    }
    return joined;
  }

  private drop() {
    this.plots.forEach((p) => p.destroy());
    this.plots = [];
  }

  /** A custom property's own text may be a function; the colour it gives is asked of an element. */
  private colour(name: string): string {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    this.renderRoot.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  private rows(chart: Chart): uPlot.AlignedData {
    const { times } = this.data;
    const gap = this.range.step * 2.5;
    const x: number[] = [];
    const ys: (number | null)[][] = chart.lines.map(() => []);
    times.forEach((t, i) => {
      if (i > 0 && t - times[i - 1] > gap) {
        x.push((t + times[i - 1]) / 2);
        ys.forEach((y) => y.push(null));
      }
      x.push(t);
      chart.lines.forEach((l, k) => ys[k].push(this.data[l.column][i]));
    });
    return [x, ...ys] as uPlot.AlignedData;
  }

  private top(chart: Chart): number {
    if (chart.unit === 'percent') return 100;
    if (chart.of) return this.value(chart.of) || 1;
    const most = Math.max(1, ...chart.lines.map((l) => (this.data[l.column] ?? []).reduce((a: number, b: number) => Math.max(a, b), 0)));
    const splits = byteSplits(most);
    return Math.max(8192, splits[splits.length - 1] + (splits[1] ?? most));
  }

  private draw() {
    if (!this.isConnected || !this.hasUpdated) return;
    this.drop();
    const axis = this.colour('--st-text-muted');
    const grid = this.colour('--st-border');
    this.renderRoot.querySelectorAll<HTMLElement>('.plot').forEach((place, i) => {
      const chart = CHARTS[i];
      this.plots.push(new uPlot(this.options(chart, place, axis, grid), this.rows(chart), place));
    });
  }

  private options(chart: Chart, place: HTMLElement, axis: string, grid: string): uPlot.Options {
    const font = '12px system-ui, sans-serif';
    return {
      width: place.clientWidth || 400,
      height: 170,
      padding: [10, 16, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'figures' }, points: { size: 7 } },
      scales: {
        x: { range: () => [Date.now() / 1000 - this.range.span, Date.now() / 1000] },
        y: { range: () => [0, this.top(chart)] },
      },
      axes: [
        { stroke: axis, font, grid: { stroke: grid, width: 1 }, ticks: { show: false }, size: 28, space: 70, values: (_, ts) => ts.map((t) => this.time(t)) },
        {
          stroke: axis,
          font,
          size: 74,
          grid: { stroke: grid, width: 1 },
          ticks: { show: false },
          splits: (_u, _a, _min, max) => (chart.unit === 'percent' ? [0, 25, 50, 75, 100] : byteSplits(max)),
          values: (_, vs) => vs.map((v) => said(chart.unit, v)),
        },
      ],
      series: [{}, ...chart.lines.map((l) => this.series(l, chart.lines.length === 1))],
      hooks: { setCursor: [(u) => this.hover(u)] },
    };
  }

  private series(line: Line, filled: boolean): uPlot.Series {
    const stroke = this.colour(line.colour);
    return {
      stroke,
      width: 1.5,
      points: { show: false },
      spanGaps: false,
      fill: filled ? stroke.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.14)') : undefined,
    };
  }

  private time(t: number): string {
    const at = new Date(t * 1000);
    const clock = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
    if (this.range.name === 'hour') return clock;
    const day = at.toLocaleDateString([], { day: 'numeric', month: 'short' });
    return this.range.name === 'month' || clock === '00:00' ? day : clock;
  }

  /** The values above the charts are those under the cursor. */
  private hover(u: uPlot) {
    const left = u.cursor.left ?? -1;
    if (left < 0) {
      this.at = null;
      return;
    }
    const t = u.posToVal(left, 'x');
    const { times } = this.data;
    let best = times.length - 1;
    times.forEach((x, i) => {
      if (Math.abs(x - t) < Math.abs(times[best] - t)) best = i;
    });
    this.at = best < 0 ? null : best;
  }

  private show() {
    this.plots.forEach((p, i) => p.setData(this.rows(CHARTS[i])));
  }

  private resize() {
    this.renderRoot.querySelectorAll<HTMLElement>('.plot').forEach((place, i) => {
      const plot = this.plots[i];
      if (plot && place.clientWidth > 0 && plot.width !== place.clientWidth) plot.setSize({ width: place.clientWidth, height: 170 });
    });
  }
}
