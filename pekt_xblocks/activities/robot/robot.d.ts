/** What the robot lab's scripts give each other. Types only: browsers never ask for this file. */
import type { Given, View } from '../../../static/learner/kit.d.ts';

/** A command with its arguments, a body of commands, or a condition: the program's own JSON (program.py). */
export type Part = any[];
/** One entry of a trace: `[node, action, x, y, facing, ...arguments]` or `[node, 'test', 0 or 1]` (engine.py). */
export type Entry = any[];
export interface GridMap {
  id: string;
  rows: string[];
  facing: string;
  /** In its editor alone: learners do not see it. */
  hidden?: boolean;
}
export interface Level {
  prompt: string;
  board: string;
  maps: GridMap[];
  unseen: number;
  commands: string[];
  sensors: string[];
  limit: number;
  must_use: string[];
  forbid: string[];
  editors: string[];
  given: Part[];
  /** In its editor: every map is there, and nothing is handed in. */
  trial?: boolean;
}
export interface Response {
  program: Part[];
  text: string;
}
export interface Page extends View<Response> {
  /** Runs the program, on that map (from 0) where one is named, else on the first that it does not solve. */
  watch(map?: number): Promise<void>;
  /** It leaves the page for good: a run stops, editors give back what they hold. */
  close(): void;
}
export type Mount = (root: HTMLElement, given: Given<Level, Response>) => Promise<Page>;
/** The kit; its `el` makes any element. */
export type Kit = any;

/** What commands and conditions are called; a label holds {1}, {2} … where the arguments go. */
export interface Words {
  commands: Record<string, string>;
  conditions: Record<string, string>;
  /** Commands without their arguments. */
  names: Record<string, string>;
  facings: string[];
  otherwise: string;
  column(x: number): string;
  /** `Γ2` for 2, 1. */
  place(x: number, y: number): string;
  /** A value or condition in words. */
  say(part: any): string;
}
export type MakeWords = (kit: Kit) => Words;

export interface World {
  node: HTMLElement;
  reset(): void;
  step(entry: Entry): void;
  /** Marks the robot as having hit something. */
  hit(on: boolean): void;
}
/** Where the robot is, what lies about (by "x,y") and what it says. */
export interface Now {
  x: number;
  y: number;
  facing: number;
  items: Record<string, any>;
  lit: Record<string, any>;
  said: string;
}
export type Centre = (n: number) => number;
/** What draws and tells a world that is not a grid; `bare` = no robot in it. */
export interface Board {
  cells?: string[][];
  bare?: boolean;
  ground?(symbol: string, x: number, y: number): Node;
  under?(centre: Centre): Node[];
  told?(symbol: string | undefined, x: number, y: number, now: Now): (string | false | undefined)[];
  step?(step: { op: string; now: Now; x: number; y: number; more: any[]; ink: any; centre: Centre }): void;
}
export type Shape = (tag: string, props: Record<string, string | number>, ...children: Node[]) => any;
export type MakeWorld = (kit: Kit, map: GridMap, words: Words, board?: Board) => World;
export type MakeBoard = (given: { kit: Kit; map: GridMap; words: Words; s: Shape }) => Board;
export type MakeTable = (given: {
  kit: Kit;
  words: Words;
  board?: Board;
  cells: string[][];
  columns: number[];
  now: Now;
  title: string;
}) => Node;

/** One of the three ways to write a program; `read` of the text editor gives text. */
export interface Editor {
  node: HTMLElement;
  read(): any;
  write(program: any): void;
  /** Marks the command (of the line) that runs, or the one at which the run stopped; -1 = none. */
  mark(node: number, wrong?: boolean, line?: number): void;
  lock(on: boolean): void;
  focus(): void;
  /** It stands on the page now. */
  shown?(): void;
  /** It will not be used again: its library forgets it. */
  close?(): void;
}
/** Shows the argument `at` of a command. */
export type Fields = (node: Part, at: number) => HTMLElement | undefined;
/** fields.js: for levels with names, texts, variables or conditions joined together. */
export interface Rich {
  fields(given: { kit: Kit; view: Level; words: Words; program(): Part; changed(): void; redraw(): void }): Fields;
  fresh(op: string, given: { t(message: string): string; program: Part; view: Level }): Part | undefined;
}
/** A program being written (tree.js): `current` is a command, or the body whose end new commands go to. */
export interface Tree {
  readonly program: Part; readonly current: Part;
  /** Where `current` is: the body that holds it, its index there (-1 for a body itself), the commands around it, the one above, the innermost around it. */
  home(): { body: Part; around: Part[]; at: number; above?: Part; owner?: Part };
  atBody(): boolean;
  choose(what: Part): void;
  write(given: Part): void;
  read(): Part;
  /** Says why not, or nothing. */
  add(node: Part): '' | 'full' | 'deep';
  /** up, down, in (the one above), out, copy, bin, else (have one or not). */
  can(act: string): boolean;
  act(act: string): void;
}
export type MakeList = (kit: Kit, view: Level, words: Words, changed: () => void, trees: typeof import('./tree.js'), rich?: Rich) => Editor;
/** `vendor(name)` loads a library of static/vendor or a file of this folder; `root` is the shadow root that gets its styles. */
export type MakeEditor = (given: {
  kit: Kit;
  view: Level;
  words: Words;
  changed(): void;
  vendor(name: string): Promise<any>;
  root: Node;
}) => Promise<Editor>;
