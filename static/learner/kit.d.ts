/**
 * What views and the shell say to each other. Types only: a view imports nothing, it writes
 * `/** @type {import('…/static/learner/kit.d.ts').Mount<View, Response>} *\/`.
 *
 * Styles a view can count on (tokens `--pekt-…` are at the top of kit.css):
 * `pekt-button` (`primary`, `quiet`; `aria-disabled` rather than `disabled`), `pekt-choice` (a label around a native radio or
 * checkbox and its text), `pekt-field` (input, select, textarea), `pekt-note` (`right`, `wrong`, `warn`, `info`),
 * `pekt-card`, `pekt-row`, `pekt-grid`, `pekt-hidden`,
 * `pekt-dots` (progress: a list of `.done` and `[aria-current]`), `pekt-steps` (the same as numbered buttons, `.right` and `.wrong`),
 * `pekt-empty`, `pekt-skeleton`.
 */

/** Makes an element. `onclick: f` listens, `true` sets an empty attribute, `false` and null set none; a button has type=button. */
export type El = <K extends keyof HTMLElementTagNameMap>(tag: K, props?: Props | null, ...children: Child[]) => HTMLElementTagNameMap[K];
export interface Props {
  onclick?(e: MouseEvent): void; oninput?(e: Event): void; onchange?(e: Event): void;
  onkeydown?(e: KeyboardEvent): void; onpointerdown?(e: PointerEvent): void;
  [name: string]: any;
}
export type Child = Node | string | false | null | undefined | Child[];

export interface Kit {
  /** `el` or `en`: the language of the page's words. */
  lang: string;
  /** A word of the page; the message is one literal in the source. Params fill its `{name}`s, numbers as the language writes them. */
  t(message: string, params?: Record<string, string | number>): string;
  el: El;
  /** HTML that the server rendered from Markdown; never anything a learner wrote. */
  html(markup: string): DocumentFragment;
  /** right wrong warn info next back, or the `d` of a path on a 24 x 24 grid. */
  icon(name: string): SVGElement;
  /** Icon, word and note of a judged part; `null` = nothing judged, the note alone. A note that opens with the verdict is not told it twice: the word stays for ears. */
  mark(right: boolean | null, note?: string): HTMLElement;
  /** Shows (or with '' clears) what is missing at a part, tied to its first control, which is returned for the focus. */
  fault(box: Element, text: string): HTMLElement;
  /** Says a text to screen readers; not shown. */
  say(text: string): void;
  /** A node with the hints of a part: put it where the part is. Hints of parts for which no view asks stand below the activity. */
  hints(at: string): HTMLElement;
  /** The learner asked for less motion. */
  reduced(): boolean;
  /** A list to put in order: `const { reorder } = await kit.load('reorder')`, then `reorder(kit, {...})`. */
  load(name: 'reorder'): Promise<{ reorder: typeof reorder }>;
  /**
   * Another module of `args.urls`, with its styles where it has some: loaded only when a view needs it. It never rejects: where it can't
   * be fetched the frame says so, and the promise waits for a next use, the learner's button or the network.
   */
  load(name: string): Promise<any>;
  /** Fetches such modules ahead, without a word where they can't be. */
  soon(...names: string[]): void;
}
export type Basics = Pick<Kit, 'lang' | 't' | 'el' | 'html' | 'icon' | 'reduced' | 'mark' | 'fault'>;

export type Mode = 'learner' | 'anonymous' | 'author' | 'preview';
export interface Hints { open: string[]; more: number }
export interface Mark { at: string; right: boolean | null; note: string }
export interface Part { id: string; earned: number; possible: number; code: string; note: string; marks: Mark[] }
export interface Result {
  earned: number; possible: number; percent: number; passed: boolean; note: string; facts: Record<string, any> | null; parts: Part[];
}
export interface Standing {
  status: 'new' | 'tried' | 'passed' | 'perfect'; attempts: number; left: number | null; best: number | null;
  can_solution: boolean; hints: Record<string, Hints>; overdue?: string;
}
export interface State<R = any> extends Standing {
  response: R | null; result: Result | null;
  /** Only of kinds that a hub witnesses: null in a preview and for visitors, `role: null` with a `text` where there are no records. */
  hub?: any;
}
export interface Graded extends Standing { outcome: 'graded'; result: Result }

export interface Given<V = any, R = any> {
  /** What `learner_view()` of the activity returned. */
  view: V;
  state: State<R>;
  kit: Kit;
  mode: Mode;
  /** Call after each change of the learner's: keeps a draft, clears the fault at that part (of all parts without `at`). */
  changed(at?: string): void;
  /** Hands in a response, for a view with a button of its own (`submits: true`). */
  send(response: R): void;
  /** Asks `Activity.act`; rejects with an Error whose message is for the learner. */
  act(name: string, data: unknown): Promise<any>;
}
export interface View<R = any> {
  /** What the learner has now; it may be incomplete. */
  read(): R;
  /** Puts a response (a draft, a stored or a correct one) into the controls. */
  write(response: R): void;
  /** Paints the marks and notes of a result; null = a new try, clear them. What the learner changes after a result loses its own mark. */
  show(result: Result | null): void;
  /** Shows what `Activity.explanation()` says beside the solution; null = the solution is put away. */
  explain?(explanation: any): void;
  /** Shows `text` at a part ('' clears it) and returns what to focus; see `kit.fault`. */
  fault?(at: string, text: string): HTMLElement | void;
  /** Read-only while a solution is shown and when no attempts are left. */
  lock?(on: boolean): void;
  /** What stands above a result where the frame's own words ("All correct!") would be out of place. */
  headline?(result: Result): string;
  /** A result is the last word: it offers no further try. */
  final?: boolean;
  /** What the hub's records say now (`HubActivity.hub_view()`); at first it is in `state.hub`. */
  hub?(hub: any): void;
  /** Modules that it will soon need, fetched with the learner's first change. */
  later?: string[];
  /** The view has a submit button of its own. */
  submits?: boolean;
}
/** `export function mount(root, given)` of a view.js; may be async. */
export type Mount<V = any, R = any> = (root: HTMLElement, given: Given<V, R>) => View<R> | Promise<View<R>>;

export interface Item { id: string; html: string }
export interface Reorder {
  node: HTMLElement;
  ids(): string[];
  /** The rows left out. */
  out(): string[];
  row(id: string): HTMLElement | undefined;
  set(order: string[], out?: string[]): void;
  lock(on: boolean): void;
}
export declare function reorder(kit: Kit, options: {
  items: Item[]; label: string; changed?(ids: string[], out: string[]): void;
  /** Rows can be left out ("Not needed") and brought back. */
  leave_out?: boolean;
}): Reorder;

// From here on: boot.js, kit.js and feedback.js among themselves.

export interface Args {
  kind: string;
  /** Opaque names of the activity and of the learner: what is kept in this browser is kept under both. */
  key: string; user: string;
  lang: string; name: string; mode: Mode; view: any; state: State; policy: Record<string, unknown>;
  /** Every message of the page's scripts in the page's language. */
  words: Record<string, string>;
  /** Addresses by file name: kit, kit_css, view, view_css, reorder … and `vendor` by name. */
  urls: Record<string, any>;
}

/** The part of a kit that needs no activity. */
export declare function basics(args: { words?: Record<string, string>; lang: string }): Omit<Kit, 'say' | 'hints' | 'load' | 'soon'>;

/** JSON under one key of a storage; in memory where it is full, forbidden or null. */
export declare function kept(key: string, storage: any): Kept;
export interface Kept { get(): any; set(value: unknown): void }

/** One POST of JSON with the platform's CSRF token. Status 0: no line or too slow (20 s); 401 also for a redirect, which is a login. */
export declare function post(url: string, data: unknown): Promise<{ status: number; reply?: any }>;

/**
 * Keeps every response in the storage until the server has it, oldest first; sends again on `online` and on `flush()`.
 * An id stays with its response over all tries, so that the server counts it once; a lock keeps two tabs from sending the same one.
 */
export declare function outbox(options: {
  key: string; url: string; storage: Storage | null; settled(told: Settled): Promise<void> | void;
}): Outbox;
export interface Outbox { send(response: any): Promise<void>; flush(): Promise<void>; waiting(): Waiting[] }
export interface Waiting { id: string; response: any; /** on this page so far */ seconds?: number }
/** `done`: the server has it, or never will take it; else it stays in the outbox. */
export interface Settled { done: boolean; status: number; response: any; reply?: any }

/** Opens an activity in a shadow root on its host; rejects where its view cannot open. */
export declare function start(opening: {
  host: HTMLElement; args: Args; mount: Mount; css: Sheet[];
  /** The style sheet at an address, fetched once for the page. */
  sheet(url?: string): Promise<Sheet> | undefined;
  /** The address of a handler. */
  url(name: string): string;
}): Promise<Shell>;
/** An empty list where it could not be fetched: an activity without its looks is better than none. */
export type Sheet = CSSStyleSheet | [] | undefined;

export interface Shell extends Methods {
  args: Args; state: State; kit: Kit; view: View; draft: Kept; outbox: Outbox;
  url(name: string): string;
  phase: 'edit' | 'sending' | 'waiting' | 'result' | 'solution' | 'closed';
  /** Changed since it was last sent: what the controls hold is newer than any result. */
  dirty?: boolean;
  /** The learner asked for the next result, so that it may take the focus; a resend after a reload may not. */
  pressed?: boolean;
  missing: { at: string; text: string }[];
  /** Parts whose hints a view has placed. */
  hinted: Set<string>;
  /** While the solution is shown: what it stands in place of. */
  mine?: { response: any; phase: Shell['phase']; why: HTMLElement } | null;
  timer?: ReturnType<typeof setTimeout>;
  /** While a part of the page is missing: what waits for it, and what asks for it again. */
  lacking?: Promise<void> | null; retry?: (() => void) | null;
  title: HTMLElement; body: HTMLElement; out: HTMLElement; gap: HTMLElement; toast: HTMLElement; live: HTMLElement; left: HTMLElement;
  main: HTMLButtonElement; key: HTMLButtonElement; node: HTMLElement;
}
export interface Methods {
  /** The frame's elements. */
  build(): void;
  /** Mounts the view and puts back what was there: a draft first, then what waits to be sent, then the stored response with its result. */
  open(mount: Mount): Promise<void>;
  /** What the main button says, does and looks like now. There is always one, so that Tab can leave. */
  next(): [string, () => void, 'primary' | 'quiet'];
  /** The frame as the phase and the standing demand it. */
  paint(phase: Shell['phase']): void;
  /** A note above the buttons; none without a text. */
  tell(text?: string, tone?: 'warn' | 'info'): void;
  changed(at?: string): void;
  submit(response?: any): void;
  /** Sends what waits. Where another tab has sent it, nothing comes back to show. */
  flush(how?: () => Promise<void>): Promise<void>;
  /** What became of a response. What waits is tried again after 20 to 40 s: a line may come back without an event. */
  settled(told: Settled): Promise<void>;
  again(): void;
  /** Asks a handler; rejects with words for the learner. */
  call(name: string, data: unknown): Promise<any>;
  /** Says that a part of the page is missing; ends when it is asked for again. */
  lack(): Promise<void>;
  /** Calls a function of feedback.js. */
  feedback(what: 'settled' | 'result' | 'hints' | 'solution', ...more: any[]): Promise<void>;
}

/** What became of a response that the server has taken or refused. */
export declare function settled(shell: Shell, told: Settled): void;
/** The hub's word on a response that is not graded now: taken, or refused at a part. */
export declare function hubSaid(shell: Shell, told: { taken: boolean; at: string; text: string; hub: any }, pressed?: boolean): void;
/** Faults at their parts, the focus on the first one if the learner is waiting. */
export declare function incomplete(shell: Shell, missing: Shell['missing'], pressed?: boolean): void;
/** The result above the buttons and the marks in the view; a fresh one takes the focus. */
export declare function result(shell: Shell, told: Result, fresh?: boolean): void;
/** Fills a box with the open hints of a part and the button for the next one. */
export declare function hints(shell: Shell, box: HTMLElement, at: string): void;
/** Shows a correct response in place of the learner's, or the learner's again. */
export declare function solution(shell: Shell): Promise<void>;
