/**
 * What views and the shell say to each other. Types only: a view imports nothing, it writes
 * `/** @type {import('…/static/learner/kit.d.ts').Mount<View, Response>} *\/`.
 *
 * Styles a view can count on (tokens `--pekt-…` are at the top of kit.css):
 * `pekt-button` (`primary`, `quiet`; `aria-disabled` rather than `disabled`), `pekt-choice` (a label around a native radio or checkbox and its text),
 * `pekt-field` (input, select, textarea), `pekt-note` (`right`, `wrong`, `warn`, `info`), `pekt-card`, `pekt-row`, `pekt-grid`, `pekt-hidden`,
 * `pekt-dots` (progress: a list of `.done` and `[aria-current]`), `pekt-steps` (the same as numbered buttons, `.right` and `.wrong`),
 * `pekt-empty`, `pekt-skeleton`.
 */

/** Makes an element. `onclick: f` listens, `true` sets an empty attribute, `false` and null set none; a button has type=button. */
export type El = <K extends keyof HTMLElementTagNameMap>(tag: K, props?: Record<string, unknown> | null, ...children: Child[]) => HTMLElementTagNameMap[K];
export type Child = Node | string | false | null | undefined | Child[];

export interface Kit {
  /** `el` or `en`: the language of the page's words. */
  lang: string;
  /** A word of the page; the message stands in the source as one literal, its `{name}`s are filled from params. Numbers are written as the language does. */
  t(message: string, params?: Record<string, string | number>): string;
  /** A number as the language writes it: 3,5. */
  number(n: number): string;
  el: El;
  /** HTML that the server rendered from Markdown; never anything a learner wrote. */
  html(markup: string): DocumentFragment;
  /** right wrong warn info wait hint next back up down, or the `d` of a path on a 24 x 24 grid. */
  icon(name: string): SVGElement;
  /** Icon, word and note of a judged part; `null` = nothing judged, the note alone. */
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
  /** Another module of `args.urls`, with its styles where it has some: loaded only when a view needs it. */
  load(name: string): Promise<any>;
}
export type Basics = Pick<Kit, 'lang' | 't' | 'number' | 'el' | 'html' | 'icon' | 'reduced' | 'mark' | 'fault'>;

export type Mode = 'learner' | 'anonymous' | 'author' | 'preview';
export interface Hints { open: string[]; more: number }
export interface Mark { at: string; right: boolean | null; note: string }
export interface Part { id: string; earned: number; possible: number; code: string; note: string; marks: Mark[] }
export interface Result { earned: number; possible: number; percent: number; passed: boolean; note: string; facts: Record<string, any> | null; parts: Part[] }
export interface Standing {
  status: 'new' | 'tried' | 'passed' | 'perfect'; attempts: number; left: number | null; best: number | null; can_solution: boolean; hints: Record<string, Hints>;
}
export interface State<R = any> extends Standing { response: R | null; result: Result | null }
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
  /** Shows `text` at a part ('' clears it) and returns what to focus; see `kit.fault`. */
  fault?(at: string, text: string): HTMLElement | void;
  /** Read-only while a solution is shown and when no attempts are left. */
  lock?(on: boolean): void;
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

// What follows is between boot and kit.
export interface Args {
  kind: string; key: string; user: string; lang: string; name: string; mode: Mode; view: any; state: State; policy: Record<string, unknown>;
  words: Record<string, string>; urls: Record<string, any>;
}
export interface Kept { get(): any; set(value: unknown): void }
export interface Waiting { id: string; response: any; at: number }
/** sent: the server has it. waiting, signed_out: it is kept and sent again. refused: the server will never take it. */
export type Fate = 'sent' | 'waiting' | 'signed_out' | 'refused';
export type Settled = (fate: Fate, item: Waiting, reply?: any) => void;
export interface Outbox { send(response: unknown): Promise<void>; flush(): Promise<void>; waiting(): Waiting[] }
export declare function outbox(options: { key: string; url: string; storage: Storage | null; settled: Settled }): Outbox;
export interface Opening {
  host: HTMLElement; args: Args; mount: Mount; css: string[];
  /** The text at an address, fetched once for the page; '' where there is none. */
  text(url?: string): Promise<string>;
  /** The address of a handler. */
  url(name: string): string;
}
