// The wizard's hosts: keys, checks, plan, progress. It draws the picture that the server sends as it
// is; what a host wrote is only ever put in as text. Drawn here and not on the server, so that a
// check that changes moves nothing else: focus, selection and what is unfolded stay.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

interface Problem { message: string; fix: string }

interface Check {
  name: string; title: string; tone: string; word: string; found: string; why: string; fix: string;
  fixable: boolean; well: boolean; open: boolean; took: string;
}

interface Host {
  id: string; name: string; where: string; stand: string; standWord: string; tone: string; step: string;
  trusted: boolean; trust: string; key: string; keyType: string; keyCommand: string; pinnedBy: string;
  tally: string; doing: string; progress: number; problem: Problem | null; refusal: Problem | null;
  host: string; retryable: boolean; checks: Check[]; changes: string[];
}

interface Member { text: string; source: string; name: string; index: number }

interface Picture {
  step: string; busy: boolean; remaining: string; hosts: Host[]; shown: string[];
  columns: { name: string; title: string; tone: string; failing: number; well: boolean }[];
  members: Member[];
}

const EMPTY: Picture = { step: 'where', busy: false, remaining: '', hosts: [], shown: [], columns: [], members: [] };

const ICONS: Record<string, string> = {
  bad: 'x-circle', warn: 'exclamation-triangle', busy: 'hourglass-split', calm: 'info-circle', good: 'check-circle',
};

@customElement('st-wizard')
export class StWizard extends LitElement {
  @property({ attribute: false }) picture: Picture = EMPTY;
  @state() private chosen = '';
  @state() private renaming = '';
  @state() private everything = false;
  @state() private compared = false;
  @state() private left = new Set<number>();

  /** In the page itself: the console's style sheet and screen readers see it all. */
  createRenderRoot() {
    return this;
  }

  private ask(verb: string, id = '', text = '') {
    this.dispatchEvent(new CustomEvent('st-ask', { detail: { verb, id, text } }));
  }

  private get hosts() {
    return this.picture.hosts.filter((h) => this.picture.shown.includes(h.id));
  }

  willUpdate(changed: Map<string, unknown>) {
    const before = changed.get('picture') as Picture | undefined;
    if (before && before.step !== this.picture.step) this.compared = false;
  }

  render() {
    const parts: Record<string, () => TemplateResult> = {
      trust: () => this.trust(),
      checks: () => this.checks(),
      plan: () => this.plan(),
      go: () => this.go(),
      ready: () => this.ready(),
    };
    return html`${parts[this.picture.step]?.() ?? nothing} ${this.members()}`;
  }

  // ---- pieces ----

  private button(icon: string, label: string, test: string, click: () => void, kind = '') {
    return html`<button type="button" class="st-b ${kind}" data-test=${test} @click=${click}><st-icon name=${icon}></st-icon><span>${label}</span></button>`;
  }

  private copyable(text: string, what: string) {
    return html`<div class="st-w-copy"><pre tabindex="0">${text}</pre>
      <button type="button" class="st-b" data-copy=${text} aria-label="Copy ${what}" title="Copy ${what}"><st-icon name="copy"></st-icon></button></div>`;
  }

  private trouble(problem: Problem | null) {
    if (!problem) return nothing;
    return html`<div class="st-problem" role="alert"><st-icon name="exclamation-triangle"></st-icon><div>
      <span class="st-problem-what">${problem.message}</span>
      ${problem.fix ? html`<div class="st-problem-next">What next: ${problem.fix}</div>` : nothing}</div></div>`;
  }

  private heading(host: Host) {
    return html`<div class="st-w-title"><span class="st-dot ${host.tone}" aria-hidden="true"></span>
      ${this.name(host)}<span class="st-muted">${host.where}</span>
      <span class="st-grow"></span><span class="st-w-stand ${host.tone}">${host.standWord}</span></div>`;
  }

  /** Until it is added, a host can be called something else. */
  private name(host: Host) {
    if (this.renaming === host.id)
      return html`<input class="st-w-newname" aria-label="New name of ${host.name}" data-test="new-name" .value=${host.name}
        @keydown=${(e: KeyboardEvent) => this.nameKey(e)} @blur=${(e: FocusEvent) => this.rename(host, e.target as HTMLInputElement)} />`;
    if (!['trust', 'checks', 'plan'].includes(host.step)) return html`<strong>${host.name}</strong>`;
    return html`<strong>${host.name}</strong><button type="button" class="st-b quiet st-w-rename" data-test="rename" aria-label="Rename ${host.name}"
      title="Rename" @click=${() => this.beginName(host)}><st-icon name="pencil"></st-icon></button>`;
  }

  private async beginName(host: Host) {
    this.renaming = host.id;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>('.st-w-newname')?.select();
  }

  private nameKey(e: KeyboardEvent) {
    const input = e.target as HTMLInputElement;
    if (e.key === 'Escape') input.value = '';
    if (e.key === 'Enter' || e.key === 'Escape') input.blur();
  }

  private rename(host: Host, input: HTMLInputElement) {
    this.renaming = '';
    const name = input.value.trim();
    if (name && name !== host.name) this.ask('rename', host.id, name);
  }

  private leave(host: Host) {
    return this.button('x-lg', 'Take back', 'cancel', () => this.ask('cancel', host.id), 'quiet');
  }

  private nothingHere(icon: string, text: string) {
    return html`<div class="st-w-calm"><st-icon name=${icon}></st-icon><span>${text}</span></div>`;
  }

  // ---- trust ----

  private trust() {
    const asks = this.hosts.filter((h) => h.stand === 'ASKS_TRUST');
    return html`
      ${this.hosts.length === 0 ? this.nothingHere('hourglass-split', 'Asking for the keys…') : nothing}
      <ul class="st-w-list">${repeat(this.hosts, (h) => h.id, (h) => this.key(h))}</ul>
      ${asks.length > 1
        ? html`<div class="st-w-all"><label><input type="checkbox" .checked=${this.compared} data-test="compared"
              @change=${(e: Event) => (this.compared = (e.target as HTMLInputElement).checked)} />
            I have compared all ${asks.length} fingerprints with what the hosts print.</label>
            <button type="button" class="st-b primary" data-test="trust-all" ?disabled=${!this.compared}
              @click=${() => this.ask('trust-all', '', asks.map((h) => h.id + ' ' + h.key).join('\n'))}><st-icon name="check2"></st-icon><span>Trust all ${asks.length}</span></button></div>`
        : nothing}
      ${this.hosts.some((h) => !h.trusted) ? this.authority() : nothing}`;
  }

  private key(host: Host) {
    return html`<li class="st-w-card ${host.tone}" data-host=${host.name}>
      ${this.heading(host)}
      ${host.key
        ? html`<div class="st-w-key"><span class="st-muted">${host.keyType}</span><code class="st-fingerprint" data-test="fingerprint">${host.key}</code></div>`
        : html`<div class="st-muted">${host.doing || host.standWord}</div>`}
      ${host.pinnedBy ? html`<div class="st-w-note"><st-icon name="key"></st-icon><span>Known from ${host.pinnedBy}</span></div>` : nothing}
      ${this.trouble(host.problem)} ${this.trouble(host.refusal)}
      ${host.stand === 'ASKS_TRUST'
        ? html`<div class="st-muted">On ${host.name} itself this prints the same:</div>${this.copyable(host.keyCommand, 'the command')}
            <div class="st-w-buttons">${this.button('check2', 'It is the same: trust', 'trust', () => this.ask('trust', host.id, host.key), 'primary')}${this.leave(host)}</div>`
        : nothing}
      ${host.stand === 'KEY_CHANGED' ? this.changed(host) : nothing}
      ${host.stand === 'UNREACHABLE'
        ? html`<div class="st-w-buttons">${this.button('arrow-repeat', 'Try again', 'retry', () => this.ask('again', host.id))}${this.leave(host)}</div>`
        : nothing}
    </li>`;
  }

  /** Nothing was sent to it. To go on is a decision that takes two clicks. */
  private changed(host: Host) {
    return html`<details class="st-w-more"><summary>It was installed anew: compare the new key</summary>
        <div class="st-muted">On ${host.name} itself this prints the same:</div>${this.copyable(host.keyCommand, 'the command')}
        <div class="st-w-buttons">${this.button('key', 'It is the new key: trust it', 'trust-changed', () => this.ask('trust', host.id, host.key))}</div></details>
      <div class="st-w-buttons">${this.button('arrow-repeat', 'Ask again', 'retry', () => this.ask('again', host.id))}${this.leave(host)}</div>`;
  }

  private authority() {
    return html`<details class="st-w-more"><summary>The keys are signed by an authority of yours</summary>
      <label for="st-authority">Its public key, one line as in <code>ssh_host_ca.pub</code></label>
      <textarea id="st-authority" rows="2" spellcheck="false" data-test="authority"></textarea>
      <div class="st-w-buttons">${this.button('check2', 'Accept what it has signed', 'trust-authority', () =>
        this.ask('authority', '', this.querySelector<HTMLTextAreaElement>('#st-authority')!.value))}</div></details>`;
  }

  // ---- checks ----

  private checks() {
    const hosts = this.hosts.filter((h) => h.trusted);
    if (hosts.length === 0) return this.nothingHere('hourglass-split', 'No host is trusted yet.');
    const chosen = hosts.find((h) => h.id === this.chosen) ?? hosts[0];
    return html`${hosts.length > 1 ? this.matrix(hosts, chosen) : nothing} ${this.checklist(chosen, hosts.length)}`;
  }

  private matrix(hosts: Host[], chosen: Host) {
    const open = this.picture.columns.filter((c) => !c.well);
    const columns = this.everything ? this.picture.columns : open;
    const rest = this.picture.columns.length - open.length;
    return html`<div class="st-w-matrix" tabindex="0" role="region" aria-label="Hosts and checks"><table data-test="matrix">
        <thead><tr><th scope="col">Host</th><th scope="col" class="st-w-tally">Checks</th>
          ${columns.map((c) => html`<th scope="col" class="turned"><button type="button" title="${c.title}: check again on all hosts" @click=${() => this.ask('recheck-all', '', c.name)}><span>${c.title}</span></button></th>`)}
        </tr></thead>
        <tbody>${repeat(hosts, (h) => h.id, (h) => html`<tr class=${h.id === chosen.id ? 'chosen' : ''}>
          <th scope="row"><button type="button" aria-pressed=${h.id === chosen.id} data-test="matrix-host" @click=${() => (this.chosen = h.id)}><span class="st-dot ${h.tone}" aria-hidden="true"></span>${h.name}</button></th>
          <td class="st-w-tally">${h.tally}</td>
          ${columns.map((c) => this.cell(h, h.checks.find((k) => k.name === c.name)))}</tr>`)}
        </tbody></table></div>
      ${rest > 0
        ? this.button(this.everything ? 'chevron-up' : 'chevron-down', this.everything ? 'Only what is not fine' : `${rest} more, fine on every host`, 'everything', () => (this.everything = !this.everything), 'quiet')
        : nothing}`;
  }

  private cell(host: Host, check?: Check) {
    if (!check) return html`<td></td>`;
    return html`<td class="cell ${check.tone}" title="${check.title}: ${check.word}${check.found ? ' · ' + check.found : ''}" @click=${() => this.choose(host, check)}>
      <st-icon name=${ICONS[check.tone]}></st-icon><span class="st-hidden">${check.word}</span></td>`;
  }

  private async choose(host: Host, check: Check) {
    this.chosen = host.id;
    await this.updateComplete;
    this.querySelector(`[data-check="${CSS.escape(check.name)}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  private checklist(host: Host, of: number) {
    const well = host.checks.filter((c) => c.well);
    const open = host.checks.filter((c) => !c.well);
    return html`<section class="st-w-checklist" aria-label="Checks of ${host.name}" data-test="checklist">
      ${this.heading(host)}
      <div class="st-w-sum"><span role="status">${host.tally || 'Waiting for the first look'}</span><span class="st-grow"></span>
        ${this.button('search', 'Find other members', 'discover', () => this.ask('discover', host.id), 'quiet')}
        ${this.button('arrow-repeat', 'Check all again', 'recheck', () => this.ask('recheck', host.id), 'quiet')}${this.leave(host)}</div>
      ${this.trouble(host.problem)} ${this.trouble(host.refusal)}
      ${host.problem && host.stand === 'BLOCKED'
        ? html`<div class="st-w-buttons">${this.button('key', 'Log in another way', 'login', () => this.ask('login'))}${this.button('arrow-repeat', 'Try again', 'retry', () => this.ask('again', host.id))}</div>`
        : nothing}
      ${open.length === 0 && host.checks.length > 0 && !host.problem ? this.nothingHere('check-circle', `All is well on ${host.name}.`) : nothing}
      <ul class="st-w-list">${repeat(open, (c) => c.name, (c) => this.open(host, c))}</ul>
      ${well.length > 0
        ? html`<details class="st-w-well" ?open=${open.length === 0 && of === 1}><summary>${well.length} fine</summary>
            <ul>${repeat(well, (c) => c.name, (c) => html`<li data-check=${c.name}><st-icon name="check-circle"></st-icon><span>${c.title}</span><span class="st-muted">${c.found || c.word}</span></li>`)}</ul></details>`
        : nothing}</section>`;
  }

  private open(host: Host, check: Check) {
    if (check.open)
      return html`<li class="st-w-line busy" data-check=${check.name}><st-icon name="hourglass-split"></st-icon><span>${check.title}</span><span class="st-muted">${check.word}</span></li>`;
    return html`<li class="st-w-card ${check.tone}" data-check=${check.name}>
      <div class="st-w-title"><st-icon name=${ICONS[check.tone]}></st-icon><strong>${check.title}</strong><span class="st-w-badge ${check.tone}">${check.word}</span>
        <span class="st-grow"></span><span class="st-muted">${check.took}</span></div>
      <dl>${check.found ? html`<dt>Found</dt><dd>${check.found}</dd>` : nothing}
        ${check.why ? html`<dt>Why it matters</dt><dd>${check.why}</dd>` : nothing}
        ${check.fix ? html`<dt>Fix</dt><dd>${this.copyable(check.fix, 'the fix')}</dd>` : nothing}</dl>
      <div class="st-w-buttons">
        ${check.fixable ? this.button('tools', 'Fix it for me', 'fix', () => this.ask('fix', host.id, check.name), 'primary') : nothing}
        ${this.button('arrow-repeat', 'Retry this check', 'retry-check', () => this.ask('recheck', host.id, check.name))}</div></li>`;
  }

  // ---- plan ----

  private plan() {
    const same = new Map<string, Host[]>();
    for (const host of this.hosts) {
      const key = host.changes.join('\n');
      same.set(key, [...(same.get(key) ?? []), host]);
    }
    const others = this.picture.hosts.filter((h) => ['trust', 'checks'].includes(h.step));
    return html`
      ${this.hosts.length === 0 ? this.nothingHere('list-check', 'No host waits to be added.') : nothing}
      ${repeat([...same.values()], (g) => g[0].id, (group) => html`<section class="st-w-card" data-test="changes">
        <h3>${group.length === 1 ? 'On ' : `The same on ${group.length} hosts: `}${group.map((h) => h.name).join(', ')}</h3>
        ${group[0].changes.length === 0 ? html`<p class="st-muted">Nothing is changed.</p>` : html`<ol>${group[0].changes.map((c) => html`<li>${c}</li>`)}</ol>`}
        ${group.map((h) => this.trouble(h.refusal))}
        <div class="st-muted">Removing the host takes all of this away again.</div></section>`)}
      ${others.length > 0
        ? html`<div class="st-w-note"><st-icon name="info-circle"></st-icon><span>Not part of this yet: ${others.map((h) => `${h.name} (${h.standWord})`).join(', ')}.
            ${others.length === 1 ? 'It' : 'They'} can be added later.</span></div>`
        : nothing}`;
  }

  // ---- go, ready ----

  private go() {
    const hosts = this.hosts.filter((h) => ['go', 'ready'].includes(h.step));
    return html`${hosts.length === 0 ? this.nothingHere('hourglass-split', 'Nothing is being added.') : nothing}
      <ul class="st-w-list">${repeat(hosts, (h) => h.id, (h) => html`<li class="st-w-card ${h.tone}" data-host=${h.name}>
        ${this.heading(h)}
        ${h.stand === 'ADDED' ? nothing : html`<div class="st-muted" role="status">${h.problem ? '' : h.doing}</div>`}
        ${h.stand === 'ADDING' ? (h.progress < 0 ? html`<progress aria-label="Adding ${h.name}"></progress>` : html`<progress max="100" value=${h.progress} aria-label="Adding ${h.name}"></progress>`) : nothing}
        ${this.trouble(h.problem)} ${this.trouble(h.refusal)}
        <div class="st-w-buttons">
          ${h.stand === 'STUCK' ? this.button('arrow-repeat', 'Go on', 'resume', () => this.ask('resume', h.id), 'primary') : nothing}
          ${h.stand === 'STUCK' || h.stand === 'ADDING' ? this.leave(h) : nothing}
          ${h.stand === 'ADDED' ? html`<a class="st-b" href="hosts/${h.host}" router-link>Open ${h.name}</a>` : nothing}</div></li>`)}</ul>`;
  }

  /** What is there, what is not yet, and what to do with it. */
  private ready() {
    const only = this.hosts.length === 1 ? this.hosts[0].host : '';
    return html`<ul class="st-w-list">${repeat(this.hosts, (h) => h.id, (h) => html`<li class="st-w-card good" data-host=${h.name}>
        <div class="st-w-title"><st-icon name="check-circle"></st-icon><strong>${h.name}</strong><span class="st-muted">${h.where}</span>
          <span class="st-grow"></span><a class="st-b" href="hosts/${h.host}" router-link data-test="open-host">Open ${h.name}</a></div></li>`)}</ul>
      ${this.picture.remaining
        ? html`<div class="st-w-note" data-test="remaining"><st-icon name="info-circle"></st-icon><span>${this.picture.remaining}</span>
            ${this.button('chevron-right', 'See to it', 'rest', () => this.ask('rest'), 'quiet')}</div>`
        : nothing}
      ${this.hosts.length === 0
        ? this.nothingHere('hourglass-split', 'No host is there yet.')
        : html`<section class="st-w-next" aria-label="What next" data-test="next"><h3>What next?</h3><div class="st-w-buttons">
          ${this.button('display', 'Create a virtual machine', 'next-vm', () => this.ask('create', only, 'virtualMachine'))}
          ${this.button('box-seam', 'Run a container', 'next-container', () => this.ask('create', only, 'container'))}
          ${this.button('search', 'Find the others of its cluster', 'discover', () => this.ask('discover', this.hosts[0].id))}
          ${this.button('plus-lg', 'Add more hosts', 'next-more', () => this.ask('more'))}</div></section>`}`;
  }

  // ---- members ----

  private members() {
    const members = this.picture.members;
    if (members.length === 0) return nothing;
    const taken = members.filter((m) => !this.left.has(m.index));
    return html`<section class="st-w-card" data-test="members"><h3>Also in this cluster</h3>
      <ul class="st-w-members">${repeat(members, (m) => m.text, (m) => html`<li><label><input type="checkbox" .checked=${!this.left.has(m.index)} @change=${() => this.toggle(m)} />
        <span>${m.text}</span><span class="st-muted">${[m.name, m.source].filter((t) => t).join(' · ')}</span></label></li>`)}</ul>
      <div class="st-w-buttons"><button type="button" class="st-b primary" data-test="take" ?disabled=${taken.length === 0}
        @click=${() => this.ask('take', '', taken.map((m) => m.index).join(' '))}><st-icon name="plus-lg"></st-icon><span>Add ${taken.length === 1 ? 'this one' : `these ${taken.length}`}, too</span></button></div></section>`;
  }

  private toggle(member: Member) {
    const left = new Set(this.left);
    if (!left.delete(member.index)) left.add(member.index);
    this.left = left;
  }
}

/** Reads a small text file into a field, without sending it anywhere else. */
@customElement('st-text-file')
export class StTextFile extends LitElement {
  @property() label = '';
  @state() private notice = '';

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<label class="st-b"><st-icon name="upload"></st-icon><span>${this.label}</span>
      <input type="file" class="st-hidden" data-test="key-file" @change=${this.read} /></label><span class="st-muted" role="status">${this.notice}</span>`;
  }

  private async read(event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    if (file.size > 65536) this.notice = `${file.name} is too large for a key`;
    else {
      this.notice = file.name;
      this.dispatchEvent(new CustomEvent('st-text', { detail: { text: await file.text() } }));
    }
    input.value = '';
  }
}
